import { combineQueueObservers, notifyQueue } from "../observing/notify-queue.js";
import type { QueueContext } from "../queue-context.js";
import { QUEUE_DEFAULTS } from "../queue-options.js";
import { AccountPulse } from "./account-pulse.js";
import { deliverOrder } from "./deliver-order.js";
import { Pauses } from "./pauses.js";
import type { QueueWorker, WorkOptions } from "./work-options.js";
import type { WorkerState } from "./worker-state.js";

/** The pauses after failures of the engine, in milliseconds: doubling from the first to the last. */
const firstEnginePauseMs = 1_000;
const longestEnginePauseMs = 30_000;

/** What ends a worker by itself, where something else begins the next one as soon as an order falls due. */
export interface WorkerBounds {
  /** How many orders may still be taken. The worker ends at none, and when nothing is due and nothing is under way. */
  ordersLeft: number;
  /** What was seen of each account, by the workers before as well. */
  readonly pulses: Map<string, AccountPulse>;
}

/** Creates and starts a worker. */
export function createWorker(
  context: QueueContext,
  options: WorkOptions,
  bounds: WorkerBounds = { ordersLeft: Number.POSITIVE_INFINITY, pulses: new Map() },
): QueueWorker {
  const { engine, clock, board, leaseMs } = context;
  const concurrency = options.concurrency ?? QUEUE_DEFAULTS.concurrency;
  const lingerMs = options.lingerMs ?? QUEUE_DEFAULTS.lingerMs;
  const pollMs = engine.pollMs ?? QUEUE_DEFAULTS.pollMs;
  const { pulses } = bounds;
  const isBounded = Number.isFinite(bounds.ordersLeft);
  const abandon = new AbortController();
  const pauses = new Pauses(clock);
  const underWay = new Set<Promise<void>>();
  const observer = combineQueueObservers(options.observer);
  let isStopping = false;
  let engineFailures = 0;
  let accounts: readonly string[] = [];
  let accountsReadAt = Number.NEGATIVE_INFINITY;
  let firstAccount = 0;
  let isFirstRound = true;

  const state: WorkerState = {
    context,
    targets: options,
    late: options.late ?? { afterMs: QUEUE_DEFAULTS.lateAfterMs, do: "dead" },
    consent: options.consent ?? "drop",
    lingerMs,
    observer,
    abandon: abandon.signal,
    pulseOf(account) {
      const known = pulses.get(account) ?? new AccountPulse();
      pulses.set(account, known);
      return known;
    },
  };

  const engineFailed = (operation: string, error: unknown): void =>
    notifyQueue(observer, "onEngineError", { engine: engine.name, operation, error });

  const readAccounts = async (isFresh: boolean): Promise<void> => {
    const nowMs = clock.now();
    const isYoung = nowMs >= accountsReadAt && nowMs < accountsReadAt + pollMs;
    if (isYoung && !isFresh) return;
    accounts = await engine.accounts();
    accountsReadAt = nowMs;
  };

  /** Returns how many orders of an account may be sent at once: one, while the end of its hold is unproven. */
  const roomOf = (account: string): number => {
    const reason = board.lastHold(account)?.reason;
    const isDoubtful = reason === "unavailable" || reason === "credentials" || reason === "wrong_address";
    return (isDoubtful ? 1 : concurrency) - state.pulseOf(account).underWay;
  };

  const begin = (account: string, taken: Parameters<typeof deliverOrder>[1]): void => {
    const pulse = state.pulseOf(account);
    pulse.underWay += 1;
    const delivery = deliverOrder(state, taken)
      .catch((error) => engineFailed("deliver", error))
      .finally(() => {
        pulse.underWay -= 1;
        underWay.delete(delivery);
        pauses.wake();
      });
    underWay.add(delivery);
  };

  /** Takes due orders, as far as there is room. Returns whether there were any. */
  const takeDue = async (): Promise<boolean> => {
    let hasTaken = false;
    firstAccount += 1;
    for (let index = 0; index < accounts.length && underWay.size < concurrency; index += 1) {
      const account = accounts[(firstAccount + index) % accounts.length] ?? "";
      const nowMs = Math.floor(clock.now());
      if (isStopping || board.heldBy(account, nowMs) !== undefined || roomOf(account) <= 0) continue;
      const liveOnly = nowMs < state.pulseOf(account).backfillHeldUntilMs;
      const taken = await engine.take({ account, nowMs, leaseMs, lingerMs, liveOnly });
      if (taken === undefined) continue;
      hasTaken = true;
      bounds.ordersLeft -= 1;
      if (bounds.ordersLeft <= 0) isStopping = true;
      begin(account, taken);
    }
    return hasTaken;
  };

  /** Returns when the next known work falls due. */
  const nextDueAt = async (nowMs: number): Promise<number> => {
    let dueAt = Number.POSITIVE_INFINITY;
    if (underWay.size >= concurrency) return dueAt;
    for (const account of accounts) {
      if (roomOf(account) <= 0) continue;
      const heldUntilMs = board.heldBy(account, nowMs)?.untilMs ?? 0;
      const nextAt = await engine.nextAt?.(account, lingerMs);
      if (nextAt === undefined) continue;
      dueAt = Math.min(dueAt, state.pulseOf(account).goesAt(nextAt, heldUntilMs, nowMs));
    }
    return dueAt;
  };

  const round = async (): Promise<void> => {
    const isWoken = pauses.arm();
    await board.refresh(clock.now(), isWoken || isFirstRound ? 0 : pollMs);
    isFirstRound = false;
    await readAccounts(accounts.length === 0);
    if (await takeDue()) return;
    if (isBounded && underWay.size === 0 && !pauses.isWoken) {
      isStopping = true;
      return;
    }
    await pauses.pause(pollMs, await nextDueAt(clock.now()));
  };

  const run = async (): Promise<void> => {
    while (!isStopping) {
      try {
        await round();
        engineFailures = 0;
      } catch (error) {
        engineFailed("work", error);
        if (isBounded) break;
        const delayMs = Math.min(longestEnginePauseMs, firstEnginePauseMs * 2 ** engineFailures);
        engineFailures = Math.min(engineFailures + 1, 10);
        await pauses.pause(delayMs, clock.now() + delayMs);
      }
    }
    while (underWay.size > 0) await Promise.all(underWay);
  };

  const forgetWake = context.onWake(() => {
    accountsReadAt = Number.NEGATIVE_INFINITY;
    pauses.wake();
  });
  const stop: QueueWorker["stop"] = async ({ graceMs = QUEUE_DEFAULTS.graceMs } = {}) => {
    isStopping = true;
    pauses.wake();
    const cancel = clock.setTimer(
      () => abandon.abort(new Error("The worker was stopped.")),
      graceMs,
      "timeout",
    );
    await stopped;
    cancel();
  };
  const onAbort = (): void => void stop();
  options.signal?.addEventListener("abort", onAbort, { once: true });
  const stopped = run().finally(() => {
    forgetWake();
    pauses.end();
    options.signal?.removeEventListener("abort", onAbort);
  });
  if (options.signal?.aborted === true) void stop();
  return { stop, stopped };
}
