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
import { type FakePrivyOptions, resolveSettings } from "./fake-privy-options.js";
import type { FakeContact } from "./model.js";
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
  const { surface, faults, http } = createFakeServer({
    vendor: PRIVY,
    baseUrl: `${API_ORIGIN}/v1`,
    origins: [API_ORIGIN, DASHBOARD_ORIGIN],
    clock,
    seed: settings.seed,
    requests: () => state.log.all(),
    answer: (request, fault) => answerRequest(request, state, fault),
  });
  const serveHook: ServeHook = { clock, ...http };

  const clients = createClientFactory({
    fetch: surface.fetch,
    clock,
    seed: settings.seed,
    state: () => state,
  });
  const forget = (): void => {
    clients.reset();
    faults.clearFaults();
  };
  const snapshots = createSnapshots({ state: () => state, onRestore: forget });

  const actions: Omit<FakePrivy<ClockType>, Exclude<keyof FakeServer, "reset"> | keyof StateReader> = {
    client: clients.client,
    addContact: (contact) => addContact(contact, state),
    useUp: (window) => state.rateLimiter.useUp(window),
    recordEngagement: (engagement) => state.attribution.record(engagement),
    tokens: {
      create: (token) => state.tokens.create(token),
      revoke: (token) => state.tokens.revoke(token),
      list: () => state.tokens.list(),
    },
    oauthClients: {
      create: (client) => state.oauthClients.create(client),
      revoke: (client) => state.oauthClients.revoke(client),
      revokeTokens: (client) => state.oauthClients.revokeTokens(client),
      list: () => state.oauthClients.list(),
    },
    integrations: {
      create: (integration) => state.integrations.create(integration),
      deactivate: (integration) => state.integrations.deactivate(integration),
      list: () => state.integrations.list(),
    },
    reset() {
      state = createServerState(settings);
      forget();
    },
    ...snapshots,
    ...createExpectations({
      reader,
      flows: settings.flows,
      integrations: () => state.integrations.list(),
      log: () => state.log,
    }),
  };
  const privy = joinSurfaces(joinSurfaces(surface, faults), reader, actions);
  return Object.defineProperty(privy, SERVE_HOOK, { value: serveHook });
}
