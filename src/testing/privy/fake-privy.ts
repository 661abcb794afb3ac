import type { HttpHandler } from "msw";
import type { Clock } from "../../http/clock.js";
import type { PrivyClient } from "../../privy/privy-client.js";
import type { VirtualClock } from "../kit/clock/virtual-clock.js";
import type { Channel } from "../kit/exchange/channel.js";
import { deliver } from "../kit/exchange/deliver.js";
import { type Answer, createFakeFetch, readRequest } from "../kit/exchange/fake-fetch.js";
import { createMswServer, type ListenOptions } from "../kit/exchange/msw-server.js";
import { SERVE_HOOK, type ServeHook } from "../kit/exchange/serve-hook.js";
import type { FaultControls } from "../kit/faults/fault-controls.js";
import { createFaultEngine } from "../kit/faults/fault-engine.js";
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

declare global {
  // For a program whose `lib` has no `esnext.disposable`; where it has, the two are merged.
  interface SymbolConstructor {
    readonly dispose: unique symbol;
  }
}

/**
 * A Privy account that lives in a test: it keeps state, answers as the documentation says, and can be looked into. Two
 * of them share nothing. Everything that is read from it is a frozen picture of that moment.
 */
export interface FakePrivy<ClockType extends Clock = VirtualClock>
  extends StateReader,
    FaultControls,
    SnapshotControls,
    ExpectationControls {
  /** What the client's `baseUrl` is by default: `https://api.privy.com/v1`. */
  readonly baseUrl: string;
  /** The fake's clock: token expiry, re-entry delays and segments go by it. */
  readonly clock: ClockType;
  /** A `fetch` that reaches this fake and nothing else: `new PrivyClient({ fetch: privy.fetch, … })`. Works destructured. */
  readonly fetch: typeof globalThis.fetch;
  /**
   * Answers one request, whatever its origin: for a server or a router of one's own.
   * Where a fault ends the connection, it rejects as `fetch` does.
   */
  readonly handle: (request: Request) => Promise<Response>;
  /** MSW handlers for every address under `https://api.privy.com/` and `https://dashboard.privy.com/`, for one's own `setupServer`. */
  readonly handlers: HttpHandler[];
  /**
   * From now on, and until `close`, requests of this process to `https://api.privy.com/` reach the fake, whoever sends
   * them through the global `fetch` or `node:http`. Only one fake at a time can listen.
   *
   * @throws FakeUsageError when this fake listens already, or a fault that was set cannot be expressed through MSW
   */
  listen(options?: ListenOptions): void;
  /** Ends `listen`; does nothing when it does not listen. */
  close(): void;
  [Symbol.dispose](): void;
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
  /** Back to what the options described, ids included, and no fault set. The clock goes on: time that has passed has passed. */
  reset(): void;
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
  const origins = [API_ORIGIN, DASHBOARD_ORIGIN];
  let state = createServerState(settings);
  const reader = createStateReader({ state: () => state, segments: settings.segments });
  const faults = createFaultEngine({ seed: settings.seed, requests: () => state.log.all(), vendor: PRIVY });
  const answerOn =
    (channel: Channel): Answer =>
    (request) =>
      answerRequest(request, state, faults.choose(request, channel));
  const handle = async (request: Request): Promise<Response> =>
    deliver(await answerOn("fetch")(await readRequest(request)), { clock, signal: request.signal });
  const fetch = createFakeFetch({ origins, answer: answerOn("fetch"), clock, vendor: PRIVY });
  const server = createMswServer({
    origins,
    answer: answerOn("msw"),
    clock,
    open: () => faults.open("msw"),
    vendor: PRIVY,
  });
  const serveHook: ServeHook = { clock, answer: answerOn("http"), open: () => faults.open("http") };

  const clients = createClientFactory({ fetch, clock, seed: settings.seed, state: () => state });
  const forget = (): void => {
    clients.reset();
    faults.controls.clearFaults();
  };
  const snapshots = createSnapshots({ state: () => state, onRestore: forget });

  const actions: Omit<FakePrivy<ClockType>, keyof StateReader | keyof FaultControls> = {
    baseUrl: `${API_ORIGIN}/v1`,
    clock,
    fetch,
    handle,
    get handlers() {
      return server.handlers;
    },
    listen: server.listen,
    close: server.close,
    [Symbol.dispose]: server.close,
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
  // Getters move over as getters; what results has the properties of all three.
  return Object.defineProperties(actions, {
    ...Object.getOwnPropertyDescriptors(reader),
    ...Object.getOwnPropertyDescriptors(faults.controls),
    [SERVE_HOOK]: { value: serveHook },
  }) as FakePrivy<ClockType>;
}
