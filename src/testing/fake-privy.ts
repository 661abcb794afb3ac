import type { HttpHandler } from "msw";
import type { Clock } from "../http/clock.js";
import type { PrivyClientOptions } from "../privy/client-options.js";
import { PrivyClient } from "../privy/privy-client.js";
import type { Engagement, EngagementInput } from "./engagement.js";
import { type Answer, createFakeFetch, readRequest, toResponse } from "./fake-fetch.js";
import { type FakePrivyOptions, resolveSettings } from "./fake-privy-options.js";
import type { IntegrationRegistry } from "./integration-registry.js";
import { createMswServer, type ListenOptions } from "./msw-server.js";
import { answerRequest } from "./pipeline.js";
import { createServerState } from "./server-state.js";
import { createStateReader, type StateReader } from "./state-reader.js";
import type { TokenRegistry } from "./token-registry.js";
import { FakePrivyUsageError } from "./usage-error.js";
import type { VirtualClock } from "./virtual-clock.js";

/**
 * A Privy account that lives in a test: it keeps state, answers as the documentation says, and can be looked into. Two
 * of them share nothing. Everything that is read from it is a frozen picture of that moment.
 */
export interface FakePrivy<ClockType extends Clock = VirtualClock> extends StateReader {
  /** What the client's `baseUrl` is by default: `https://api.privy.com/v1`. */
  readonly baseUrl: string;
  /** The fake's clock: token expiry, re-entry delays and segments go by it. */
  readonly clock: ClockType;
  /** A `fetch` that reaches this fake and nothing else: `new PrivyClient({ fetch: privy.fetch, … })`. Works destructured. */
  readonly fetch: typeof globalThis.fetch;
  /** Answers one request, whatever its origin: for a server or a router of one's own. */
  readonly handle: (request: Request) => Promise<Response>;
  /** MSW handlers for every address under `https://api.privy.com/`, for one's own `setupServer`. */
  readonly handlers: HttpHandler[];
  /**
   * From now on, and until `close`, requests of this process to `https://api.privy.com/` reach the fake, whoever sends
   * them through the global `fetch` or `node:http`. Only one fake at a time can listen.
   *
   * @throws FakePrivyUsageError when this fake listens already
   */
  listen(options?: ListenOptions): void;
  /** Ends `listen`; does nothing when it does not listen. */
  close(): void;
  [Symbol.dispose](): void;
  /**
   * A client that is wired to this fake: its `fetch`, its clock and, unless the overrides bring
   * a credential, the account's first active token.
   *
   * @throws FakePrivyUsageError when the account has no active token and the overrides bring no credential
   */
  client(overrides?: Partial<PrivyClientOptions>): PrivyClient;

  /**
   * Somebody opens or clicks a marketing message.
   *
   * @throws FakePrivyUsageError when it does not say who, which message, through which channel, how or when
   */
  recordEngagement(engagement: EngagementInput): Engagement;
  readonly tokens: TokenRegistry;
  readonly integrations: IntegrationRegistry;
  /** Back to what the options described, ids included. The clock goes on: time that has passed has passed. */
  reset(): void;
}

/** The only origin that the fake answers for. */
const API_ORIGIN = "https://api.privy.com";

/**
 * Makes a fake Privy.
 *
 * @throws FakePrivyUsageError for an unknown option, a bad value, or a flow or segment that cannot work
 */
export function createFakePrivy<ClockType extends Clock = VirtualClock>(
  options: FakePrivyOptions<ClockType> = {},
): FakePrivy<ClockType> {
  const settings = resolveSettings(options);
  const { clock } = settings;
  const origins = [API_ORIGIN];
  let state = createServerState(settings);
  const reader = createStateReader({ state: () => state, segments: settings.segments });
  const answer: Answer = (request) => answerRequest(request, state);
  const handle = async (request: Request): Promise<Response> =>
    toResponse(await answer(await readRequest(request)));
  const fetch = createFakeFetch({ origins, answer });
  const server = createMswServer({ origins, handle });

  function client(overrides: Partial<PrivyClientOptions> = {}): PrivyClient {
    const hasCredential = overrides.token !== undefined || overrides.oauth !== undefined;
    const token = hasCredential ? overrides.token : state.tokens.list()[0]?.token;
    if (!hasCredential && token === undefined) {
      throw new FakePrivyUsageError(
        "The account has no active token: create one, or give the client a token.",
      );
    }
    return new PrivyClient({ fetch, clock, ...overrides, token });
  }

  const actions: Omit<FakePrivy<ClockType>, keyof StateReader> = {
    baseUrl: `${API_ORIGIN}/v1`,
    clock,
    fetch,
    handle,
    handlers: server.handlers,
    listen: server.listen,
    close: server.close,
    [Symbol.dispose]: server.close,
    client,
    recordEngagement: (engagement) => state.attribution.record(engagement),
    tokens: {
      create: (token) => state.tokens.create(token),
      revoke: (token) => state.tokens.revoke(token),
      list: () => state.tokens.list(),
    },
    integrations: {
      create: (integration) => state.integrations.create(integration),
      deactivate: (integration) => state.integrations.deactivate(integration),
      list: () => state.integrations.list(),
    },
    reset() {
      state = createServerState(settings);
    },
  };
  // The reader's getters move over as getters; what results has the properties of both.
  return Object.defineProperties(actions, Object.getOwnPropertyDescriptors(reader)) as FakePrivy<ClockType>;
}
