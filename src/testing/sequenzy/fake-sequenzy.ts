import type { HttpHandler } from "msw";
import type { Clock } from "../../http/clock.js";
import type { SequenzyClientOptions } from "../../sequenzy/client-options.js";
import { SequenzyClient } from "../../sequenzy/sequenzy-client.js";
import type { VirtualClock } from "../kit/clock/virtual-clock.js";
import type { Channel } from "../kit/exchange/channel.js";
import { deliver } from "../kit/exchange/deliver.js";
import { type Answer, createFakeFetch, readRequest } from "../kit/exchange/fake-fetch.js";
import { createMswServer, type ListenOptions } from "../kit/exchange/msw-server.js";
import type { FakeRequest } from "../kit/exchange/request-log.js";
import type { FaultControls } from "../kit/faults/fault-controls.js";
import { createFaultEngine } from "../kit/faults/fault-engine.js";
import { checkKeys } from "../kit/options/check-keys.js";
import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import { answerSequenzyRequest } from "./answer-request.js";
import { createSequenzyExpectations, type SequenzyExpectationControls } from "./expectations.js";
import type { FakeSequenzyKeys } from "./keys.js";
import type {
  FakeSequenzyAutomation,
  FakeSequenzyEvent,
  FakeSequenzyJob,
  FakeSequenzyOrder,
  FakeSequenzyReminder,
  FakeSequenzySubscriber,
} from "./model.js";
import { type FakeSequenzyOptions, resolveSequenzySettings } from "./options.js";
import { createSequenzyState } from "./state.js";
import { SEQUENZY, SEQUENZY_ORIGIN } from "./vendor.js";

/** The state of a fake as plain readable values. */
export interface FakeSequenzyState {
  /** Every accepted push, oldest first, settled or not. */
  readonly jobs: readonly FakeSequenzyJob[];
  /** The orders of settled jobs, in the order of arrival. */
  readonly orders: readonly FakeSequenzyOrder[];
  readonly subscribers: readonly FakeSequenzySubscriber[];
  /** Oldest first. */
  readonly events: readonly FakeSequenzyEvent[];
  /** Replenishment and back-in-stock automations, cancelled ones included. */
  readonly automations: readonly FakeSequenzyAutomation[];
  /** The replenishment automations with their times. */
  readonly reminders: readonly FakeSequenzyReminder[];
  /** The latest 10,000 requests, refused ones included, oldest first, secrets masked. */
  readonly requests: readonly FakeRequest[];
}

/**
 * A Sequenzy account that lives in a test: Push Order is answered as documented and queued, and `settle` does what
 * Sequenzy does later. Two of them share nothing. Everything that is read from it is a frozen picture of that moment.
 */
export interface FakeSequenzy<ClockType extends Clock = VirtualClock>
  extends FakeSequenzyState,
    FaultControls,
    SequenzyExpectationControls {
  /** What the client's `baseUrl` is by default: `https://api.sequenzy.com/api/v1`. */
  readonly baseUrl: string;
  readonly clock: ClockType;
  /** A `fetch` that reaches this fake and nothing else. Works destructured. */
  readonly fetch: typeof globalThis.fetch;
  /** Answers one request, whatever its origin. Where a fault ends the connection, it rejects as `fetch` does. */
  readonly handle: (request: Request) => Promise<Response>;
  /** MSW handlers for every address under `https://api.sequenzy.com/`. */
  readonly handlers: HttpHandler[];
  /**
   * From now on, and until `close`, requests of this process to `https://api.sequenzy.com/` reach the fake. Only one fake
   * at a time can listen; for two, give the `handlers` of both to one `setupServer`.
   *
   * @throws FakeUsageError when this fake listens already, or a fault that was set cannot be expressed through MSW
   */
  listen(options?: ListenOptions): void;
  /** Ends `listen`; does nothing when it does not listen. */
  close(): void;
  [Symbol.dispose](): void;
  /**
   * A client that is wired to this fake: its `fetch`, its clock and, unless the overrides bring one, the first key.
   *
   * @throws FakeUsageError when the account has no key and the overrides bring none
   */
  client(overrides?: Partial<SequenzyClientOptions>): SequenzyClient;
  /** Works off the queue, in the order of arrival, and gives back the jobs that are done now. */
  settle(): readonly FakeSequenzyJob[];
  /**
   * Somebody asks to hear when a product is there again; a purchase of it supersedes that.
   *
   * @throws FakeUsageError when it does not say who and what
   */
  awaitStock(request: { readonly email: string; readonly productId: string }): FakeSequenzyAutomation;
  /**
   * The first key, or the given one, has spent its rate limit: its next request is answered with 429.
   *
   * @throws FakeUsageError when the fake was made with `rateLimit: false`, or there is no such key
   */
  useUp(window: "minute" | "second", key?: string): void;
  readonly keys: FakeSequenzyKeys;
  /** Back to what the options described, ids included, and no fault set. The clock goes on. */
  reset(): void;
}

/**
 * Makes a fake Sequenzy.
 *
 * @throws FakeUsageError for an unknown option or a bad value
 */
export function createFakeSequenzy<ClockType extends Clock = VirtualClock>(
  options: FakeSequenzyOptions<ClockType> = {},
): FakeSequenzy<ClockType> {
  const settings = resolveSequenzySettings(options);
  const { clock } = settings;
  const origins = [SEQUENZY_ORIGIN];
  let state = createSequenzyState(settings);
  const faults = createFaultEngine({
    seed: settings.seed,
    requests: () => state.log.all(),
    vendor: SEQUENZY,
  });
  const answerOn =
    (channel: Channel): Answer =>
    (request) =>
      answerSequenzyRequest(request, state, faults.choose(request, channel));
  const fetch = createFakeFetch({ origins, answer: answerOn("fetch"), clock, vendor: SEQUENZY });
  const server = createMswServer({
    origins,
    answer: answerOn("msw"),
    clock,
    open: () => faults.open("msw"),
    vendor: SEQUENZY,
  });

  function firstKey(): string {
    const [first] = state.keys.list();
    if (first !== undefined) return first.key;
    throw new FakeUsageError("The account has no API key: create one, or give the client an apiKey.");
  }

  const actions: Omit<FakeSequenzy<ClockType>, keyof FakeSequenzyState | keyof FaultControls> = {
    baseUrl: `${SEQUENZY_ORIGIN}/api/v1`,
    clock,
    fetch,
    handle: async (request) =>
      deliver(await answerOn("fetch")(await readRequest(request)), { clock, signal: request.signal }),
    get handlers() {
      return server.handlers;
    },
    listen: server.listen,
    close: server.close,
    [Symbol.dispose]: server.close,
    client: (overrides = {}) =>
      new SequenzyClient({ fetch, clock, ...overrides, apiKey: overrides.apiKey ?? firstKey() }),
    settle: () => state.account.settle(),
    awaitStock(request) {
      checkKeys("awaitStock", request, ["email", "productId"]);
      const { email, productId } = request;
      if (typeof email !== "string" || typeof productId !== "string") {
        throw new FakeUsageError("awaitStock takes an email and a productId, both text.");
      }
      return state.account.automations.awaitStock({ email, productId });
    },
    useUp(window, key = firstKey()) {
      if (state.keys.find(key) === undefined) throw new FakeUsageError("There is no such key.");
      state.rateLimiter.useUp(window, key);
    },
    keys: {
      create: (key) => state.keys.create(key),
      revoke: (key) => state.keys.revoke(key),
      list: () => state.keys.list(),
    },
    reset() {
      state = createSequenzyState(settings);
      faults.controls.clearFaults();
    },
    ...createSequenzyExpectations(() => state),
  };
  const reader: FakeSequenzyState = {
    get jobs() {
      return state.account.jobs();
    },
    get orders() {
      return state.account.orders();
    },
    get subscribers() {
      return state.account.subscribers();
    },
    get events() {
      return state.account.events();
    },
    get automations() {
      return state.account.automations.all();
    },
    get reminders() {
      return state.account.automations.reminders();
    },
    get requests() {
      return state.log.all();
    },
  };
  // Getters move over as getters; what results has the properties of all three.
  return Object.defineProperties(actions, {
    ...Object.getOwnPropertyDescriptors(reader),
    ...Object.getOwnPropertyDescriptors(faults.controls),
  }) as FakeSequenzy<ClockType>;
}
