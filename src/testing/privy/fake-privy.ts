import type { Clock } from "../../http/clock.js";
import type { PrivyClient } from "../../privy/privy-client.js";
import type { VirtualClock } from "../kit/clock/virtual-clock.js";
import { SERVE_HOOK, type ServeHook } from "../kit/exchange/serve-hook.js";
import { createFakeServer, type FakeServer, joinSurfaces } from "../kit/fake-server.js";
import type { IntegrationRegistry } from "./account/integration-registry.js";
import type { OAuthClientRegistry } from "./account/oauth-client-registry.js";
import { createServerState } from "./account/server-state.js";
import type { TokenRegistry } from "./account/token-registry.js";
import { addContact, type FakeContactOptions } from "./contacts/add-contact.js";
import type { Engagement, EngagementInput } from "./engines/engagement.js";
import { createExpectations, type ExpectationControls } from "./expect/expectations.js";
import { createClientFactory, type FakeClientOptions } from "./fake-client.js";
import { createPrivyEvents, type FakePrivyEvent } from "./fake-privy-event.js";
import { type FakePrivyOptions, resolveSettings } from "./fake-privy-options.js";
import { FakePrivySnapshot } from "./fake-privy-snapshot.js";
import type { FakePrivyRequest } from "./hints/hint.js";
import type { FakeContact } from "./model.js";
import { type OrderPreview, type PreviewOptions, previewOrder } from "./preview/preview-order.js";
import { CONTROL_HOOK, type ControlHook } from "./served/control-hook.js";
import { loadSeeds } from "./served/load-seeds.js";
import { answerRequest, DASHBOARD_ORIGIN } from "./server/pipeline.js";
import { createSnapshots, type SnapshotControls } from "./snapshots.js";
import { createStateReader, type StateReader } from "./state-reader.js";
import { PRIVY } from "./vendor.js";

/**
 * A Privy account that lives in a test: it keeps state, answers as the documentation says, and can be looked into. Two
 * of them share nothing. Everything that is read from it is a frozen picture of that moment.
 */
export interface FakePrivy<ClockType extends Clock = VirtualClock>
  extends FakeServer<ClockType>,
    StateReader,
    SnapshotControls,
    ExpectationControls {
  readonly requests: readonly FakePrivyRequest[];
  /**
   * A client that is wired to this fake: its `fetch`, its clock and, unless the overrides bring a credential, the account's
   * first active token; `{ oauth: true }` is for OAuth instead. All clients of one fake share one rate budget, as they share
   * one account: however many there are, they wait for the next minute together and never earn a 429 by their own pace. An
   * override of `clock`, `liveReserve` or `rateBudget` leaves the shared one.
   *
   * @throws FakeUsageError when the account has no active token and the overrides bring no credential
   */
  client(overrides?: FakeClientOptions): PrivyClient;

  /**
   * Somebody opens or clicks a marketing message.
   *
   * @throws FakeUsageError when it does not say who, which message, through which channel, how or when
   */
  recordEngagement(engagement: EngagementInput): Engagement;
  /**
   * Plants a contact, also as no call could write it: `compliance_suppressed`, or `pending`. Nobody is greeted by SMS and
   * no flow starts.
   *
   * @throws FakeUsageError when it has neither email nor phone, one that another contact has, or a bad field
   */
  addContact(contact: FakeContactOptions): FakeContact;
  /**
   * Something else has spent what was left of the account's rate limit: the next request is answered with 429.
   *
   * @throws FakeUsageError when the fake was made with `rateLimit: false`
   */
  useUp(window: "minute" | "day"): void;
  /**
   * Begins a window of the account's rate limit anew, as if its time had passed.
   *
   * @throws FakeUsageError when the fake was made with `rateLimit: false`
   */
  renew(window: "minute" | "day"): void;
  /**
   * What the fake would do with an order that came now, with a good token and within the rate limit. Nothing is stored, and it
   * takes as long however many orders there are.
   *
   * @param order the body of `POST /orders/placed`, in Privy's own names
   * @throws FakeUsageError for what is no plain object, or an unknown option
   */
  preview(order: object, options?: PreviewOptions): OrderPreview;
  /**
   * Calls the listener after each change, until the returned function is called: after a request was answered, the clock
   * was moved, a fault was set, or the account was changed without a request. It stays through `reset` and `restore`. What it
   * throws is an uncaught error of the process and changes nothing in the fake.
   */
  subscribe(listener: (event: FakePrivyEvent) => void): () => void;
  readonly tokens: TokenRegistry;
  readonly oauthClients: OAuthClientRegistry;
  readonly integrations: IntegrationRegistry;
}

/** Where the API is. The fake answers for Privy's dashboard too, where the token endpoint may be. */
const API_ORIGIN = "https://api.privy.com";

/**
 * Makes a fake Privy.
 *
 * @throws FakeUsageError for an unknown option, a bad value, or a flow or segment that cannot work
 */
export function createFakePrivy<ClockType extends Clock = VirtualClock>(
  options: FakePrivyOptions<ClockType> = {},
): FakePrivy<ClockType> {
  const settings = resolveSettings(options);
  const { clock } = settings;
  let state = createServerState(settings);
  const reader = createStateReader({ state: () => state, segments: settings.segments });
  const events = createPrivyEvents(clock);
  const { surface, faults, http } = createFakeServer({
    vendor: PRIVY,
    baseUrl: `${API_ORIGIN}/v1`,
    origins: [API_ORIGIN, DASHBOARD_ORIGIN],
    clock,
    seed: settings.seed,
    requests: () => state.log.all(),
    answer(request, fault, channel) {
      const reply = answerRequest(request, state, { fault, channel });
      if (events.hasListeners) events.notify({ type: "request", position: state.log.position().count });
      return reply;
    },
    tokenName: (credential) => (state.tokens.find(credential) ?? state.oauthClients.find(credential))?.name,
    onFaultsChange: () => events.notify({ type: "faults" }),
  });
  const serveHook: ServeHook = { clock, ...http };

  const clients = createClientFactory({
    fetch: surface.fetch,
    clock,
    seed: settings.seed,
    state: () => state,
  });
  const forget = (because: "reset" | "restore", keepFaults = false): void => {
    clients.reset();
    if (!keepFaults) faults.clearFaults();
    events.notify({ type: "account", because });
  };
  /** Announces what an action of the test changed. */
  const announced =
    <Given extends readonly unknown[], Result>(action: (...given: Given) => Result) =>
    (...given: Given): Result => {
      const result = action(...given);
      events.notify({ type: "account", because: "change" });
      return result;
    };
  const snapshots = createSnapshots({ state: () => state, onRestore: () => forget("restore") });

  const actions: Omit<FakePrivy<ClockType>, Exclude<keyof FakeServer, "reset"> | keyof StateReader> = {
    client: clients.client,
    subscribe: events.subscribe,
    preview: (order, given) => previewOrder(order, state, given),
    addContact: announced((contact) => addContact(contact, state)),
    useUp: announced((window) => state.rateLimiter.useUp(window)),
    renew: announced((window) => {
      state.rateLimiter.renew(window);
      clients.forgetRates();
    }),
    recordEngagement: announced((engagement) => state.attribution.record(engagement)),
    tokens: {
      create: announced((token) => state.tokens.create(token)),
      revoke: announced((token) => state.tokens.revoke(token)),
      list: () => state.tokens.list(),
    },
    oauthClients: {
      create: announced((client) => state.oauthClients.create(client)),
      revoke: announced((client) => state.oauthClients.revoke(client)),
      revokeTokens: announced((client) => state.oauthClients.revokeTokens(client)),
      list: () => state.oauthClients.list(),
    },
    integrations: {
      create: announced((integration) => state.integrations.create(integration)),
      deactivate: announced((integration) => state.integrations.deactivate(integration)),
      list: () => state.integrations.list(),
    },
    reset() {
      state = createServerState(settings);
      forget("reset");
    },
    ...snapshots,
    ...createExpectations({
      reader,
      flows: settings.flows,
      integrations: () => state.integrations.list(),
      log: () => state.log,
    }),
  };
  const control: ControlHook = {
    settings,
    state: () => state,
    replay(request, how) {
      if (how === "apply") void http.answer(request);
      else answerRequest(request, state, { channel: "http" });
      if (how === "skip") events.notify({ type: "request", position: state.log.position().count });
    },
    load: announced((seeds) => loadSeeds(seeds, state)),
    reset({ keepFaults, keepTokens }) {
      const { tokens, oauthClients, integrations } = state;
      state = createServerState(settings);
      if (keepTokens) {
        state.tokens.restore(tokens.snapshot());
        state.oauthClients.restore(oauthClients.snapshot());
        state.integrations.restore(integrations.list());
      }
      forget("reset", keepFaults);
    },
    clearLog: announced(() => state.log.clear()),
    capture: () => FakePrivySnapshot.open(snapshots.snapshot()),
    restore: (content, given) => snapshots.restore(new FakePrivySnapshot(content), given),
  };
  const privy = joinSurfaces(joinSurfaces(surface, faults), reader, actions);
  return Object.defineProperties(privy, {
    [SERVE_HOOK]: { value: serveHook },
    // A function: what it gives holds tokens, and inspect shows hidden properties, too.
    [CONTROL_HOOK]: { value: () => control },
  });
}
