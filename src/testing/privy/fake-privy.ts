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
 * A Privy account for tests: it keeps state, responds as Privy's documentation describes, and can be inspected. Two
 * fakes share nothing. Everything read from a fake is a frozen copy of that moment.
 */
export interface FakePrivy<ClockType extends Clock = VirtualClock>
  extends FakeServer<ClockType>,
    StateReader,
    SnapshotControls,
    ExpectationControls {
  readonly requests: readonly FakePrivyRequest[];
  /**
   * Creates a client that is wired to this fake: with its `fetch`, its clock and, unless the overrides have a
   * credential, the account's first active token; `{ oauth: true }` uses OAuth instead. All clients of one fake share
   * one rate budget, as they share one account: they wait for the next minute together and never cause a 429
   * themselves. A client with its own `clock`, `liveReserve` or `rateBudget` does not share it.
   *
   * @throws FakeUsageError when neither the account has an active token nor the overrides a credential
   */
  client(overrides?: FakeClientOptions): PrivyClient;

  /**
   * Records that a contact opens or clicks a marketing message.
   *
   * @throws FakeUsageError when the contact, message, channel, kind or time is missing or wrong
   */
  recordEngagement(engagement: EngagementInput): Engagement;
  /**
   * Adds a contact without a request, also in a state that no call could write: `compliance_suppressed`, or `pending`.
   * No welcome message is sent and no flow starts.
   *
   * @throws FakeUsageError when it has neither email nor phone, one that another contact has, or a bad field
   */
  addContact(contact: FakeContactOptions): FakeContact;
  /**
   * Uses up the rest of the account's rate limit, as another integration would: the next request gets a 429.
   *
   * @throws FakeUsageError when the fake was created with `rateLimit: false`
   */
  useUp(window: "minute" | "day"): void;
  /**
   * Starts a window of the account's rate limit again, as if its time had passed.
   *
   * @throws FakeUsageError when the fake was created with `rateLimit: false`
   */
  renew(window: "minute" | "day"): void;
  /**
   * Returns what the fake would do with an order that came now, with a valid token and within the rate limit. Nothing
   * is stored, and the duration does not depend on the number of orders.
   *
   * @param order the body of `POST /orders/placed`, in Privy's own names
   * @throws FakeUsageError for anything but a plain object, or an unknown option
   */
  preview(order: object, options?: PreviewOptions): OrderPreview;
  /**
   * Calls the listener after each change, until the returned function is called: after a request got its response, the
   * clock was moved, a fault was set, or the account was changed without a request. It stays through `reset` and
   * `restore`. An error that it throws becomes an uncaught error of the process and changes nothing in the fake.
   */
  subscribe(listener: (event: FakePrivyEvent) => void): () => void;
  readonly tokens: TokenRegistry;
  readonly oauthClients: OAuthClientRegistry;
  readonly integrations: IntegrationRegistry;
}

/** The hosts that the fake responds for: the API's and that of Privy's dashboard, where the token endpoint may be. */
const API_ORIGIN = "https://api.privy.com";

/**
 * Creates a fake Privy.
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
  /** Notifies listeners of what an action of the test changed. */
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
    // A function, because its result holds tokens and inspect shows hidden properties too.
    [CONTROL_HOOK]: { value: () => control },
  });
}
