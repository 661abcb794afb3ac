import type { Clock } from "../../http/clock.js";
import type { SequenzyClientOptions } from "../../sequenzy/client-options.js";
import { SequenzyClient } from "../../sequenzy/sequenzy-client.js";
import type { VirtualClock } from "../kit/clock/virtual-clock.js";
import { SERVE_HOOK, type ServeHook } from "../kit/exchange/serve-hook.js";
import { createFakeServer, type FakeServer, joinSurfaces } from "../kit/fake-server.js";
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
import { createSequenzySnapshots, type SequenzySnapshotControls } from "./snapshots/sequenzy-snapshots.js";
import { createSequenzyState } from "./state.js";
import { SEQUENZY, SEQUENZY_ORIGIN } from "./vendor.js";

/** The state of a fake, as plain read-only values. */
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
  /** The replenishment automations with their due times. */
  readonly reminders: readonly FakeSequenzyReminder[];
}

/**
 * A Sequenzy account for tests: Push Order gets the documented response and is queued, and `settle` does what Sequenzy
 * does later. Two fakes share nothing. Everything read from a fake is a frozen copy of that moment.
 */
export interface FakeSequenzy<ClockType extends Clock = VirtualClock>
  extends FakeServer<ClockType>,
    FakeSequenzyState,
    SequenzyExpectationControls,
    SequenzySnapshotControls {
  /**
   * Creates a client that is wired to this fake: with its `fetch`, its clock and, unless the overrides have a key, the
   * first key.
   *
   * @throws FakeUsageError when neither the account nor the overrides have a key
   */
  client(overrides?: Partial<SequenzyClientOptions>): SequenzyClient;
  /** Processes the queue, in the order of arrival, and returns the finished jobs. */
  settle(): readonly FakeSequenzyJob[];
  /**
   * Adds a back-in-stock request for a product; a purchase of the product supersedes it.
   *
   * @throws FakeUsageError without an email and a productId
   */
  awaitStock(request: { readonly email: string; readonly productId: string }): FakeSequenzyAutomation;
  /**
   * Uses up the rate limit of the first key, or of the given one: its next request gets a 429.
   *
   * @throws FakeUsageError when the fake was created with `rateLimit: false`, or for an unknown key
   */
  useUp(window: "minute" | "second", key?: string): void;
  readonly keys: FakeSequenzyKeys;
}

/**
 * Creates a fake Sequenzy.
 *
 * @throws FakeUsageError for an unknown option or a bad value
 */
export function createFakeSequenzy<ClockType extends Clock = VirtualClock>(
  options: FakeSequenzyOptions<ClockType> = {},
): FakeSequenzy<ClockType> {
  const settings = resolveSequenzySettings(options);
  const { clock } = settings;
  let state = createSequenzyState(settings);
  const { surface, faults, http } = createFakeServer({
    vendor: SEQUENZY,
    baseUrl: `${SEQUENZY_ORIGIN}/api/v1`,
    origins: [SEQUENZY_ORIGIN],
    clock,
    seed: settings.seed,
    requests: () => state.log.all(),
    answer: (request, fault, channel) => answerSequenzyRequest(request, state, { fault, channel }),
    tokenName: (credential) => state.keys.find(credential)?.name,
  });
  const { fetch } = surface;

  function firstKey(): string {
    const [first] = state.keys.list();
    if (first !== undefined) return first.key;
    throw new FakeUsageError("The account has no API key: create one, or give the client an apiKey.");
  }

  const actions: Omit<
    FakeSequenzy<ClockType>,
    Exclude<keyof FakeServer, "reset"> | keyof FakeSequenzyState
  > = {
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
      if (state.keys.find(key) === undefined)
        throw new FakeUsageError("Unknown key: give the key or what create returned.");
      state.rateLimiter.useUp(window, key);
    },
    keys: {
      create: (key) => state.keys.create(key),
      revoke: (key) => state.keys.revoke(key),
      list: () => state.keys.list(),
    },
    reset() {
      state = createSequenzyState(settings);
      faults.clearFaults();
    },
    ...createSequenzySnapshots({ state: () => state, onRestore: faults.clearFaults }),
    ...createSequenzyExpectations(() => state),
  };
  const reader: FakeSequenzyState & Pick<FakeServer, "requests"> = {
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
  const serveHook: ServeHook = { clock, ...http };
  return Object.defineProperty(joinSurfaces(joinSurfaces(surface, faults), reader, actions), SERVE_HOOK, {
    value: serveHook,
  });
}
