import { clockOf } from "../http/options/clock-of.js";
import { guardEngine } from "./engine/guarded-engine.js";
import type { QueueEngine } from "./engine/queue-engine.js";
import type { QueueContext } from "./queue-context.js";
import { QUEUE_DEFAULTS, type QueueOptions } from "./queue-options.js";
import { HoldBoard } from "./worker/hold-board.js";

/** Creates what the parts of one queue share, from its engine and its options. */
export function createQueueContext(given: QueueEngine, options: QueueOptions): QueueContext {
  const engine = guardEngine(given);
  const listeners = new Set<() => void>();
  const days = options.keepDeadDays ?? QUEUE_DEFAULTS.keepDeadDays;
  const mostBytes = given.maxStateBytes ?? Number.POSITIVE_INFINITY;
  return {
    engine,
    clock: clockOf(options),
    board: new HoldBoard(engine),
    sealing: options.sealing,
    observer: options.observer,
    parse: options.parse ?? {},
    maxStateBytes: Math.min(options.maxStateBytes ?? QUEUE_DEFAULTS.maxStateBytes, mostBytes),
    maxWaiting: options.maxWaiting ?? QUEUE_DEFAULTS.maxWaiting,
    keepDeadMs: days * 86_400_000,
    leaseMs: options.leaseMs ?? given.leaseMs ?? QUEUE_DEFAULTS.leaseMs,
    budgets: new Map(),
    onWake(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wake() {
      for (const listener of listeners) listener();
    },
  };
}
