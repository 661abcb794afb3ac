import { InvalidInputError } from "../errors/invalid-input-error.js";
import { requireObject } from "../schemas/objects/require-object.js";
import { createQueueContext } from "./create-queue-context.js";
import { createDeadLetters } from "./dead/create-dead-letters.js";
import type { QueueEngine } from "./engine/queue-engine.js";
import { enqueueOrder, isQueueName } from "./enqueue/enqueue-order.js";
import { forgetOrders } from "./enqueue/forget-orders.js";
import type { OrderQueue } from "./order-queue.js";
import type { QueueOptions } from "./queue-options.js";
import { repairQueue } from "./repair-queue.js";
import { checkQueue } from "./stats/check-queue.js";
import { readStats } from "./stats/read-stats.js";
import { checkWorkOptions } from "./worker/check-work-options.js";
import { createWorker } from "./worker/create-worker.js";
import { FOR_EVER_MS } from "./worker/hold-board.js";
import { createHousekeeping } from "./worker/housekeeping.js";
import type { QueueWorker } from "./worker/work-options.js";

function checkAccount(account: string | undefined): void {
  if (account === undefined || isQueueName(account)) return;
  const message = "must be the name of an account, as given to enqueue";
  throw new InvalidInputError("The account was not changed", [
    { code: "invalid", path: ["account"], message },
  ]);
}

function untilMsOf(until: Date | number | undefined): number {
  if (until === undefined) return FOR_EVER_MS;
  const untilMs = Number(until);
  if (Number.isFinite(untilMs)) return Math.floor(untilMs);
  const message = "must be a valid Date or milliseconds since 1970";
  throw new InvalidInputError("The queue was not paused", [{ code: "invalid", path: ["until"], message }]);
}

/**
 * Creates a queue on an engine, one of this package or your own. The queue makes all decisions about Privy; the engine
 * only stores.
 */
export function createOrderQueue(given: QueueEngine, options: QueueOptions = {}): OrderQueue {
  const failure = "The queue was not created";
  requireObject(
    given,
    failure,
    "must be an engine, such as one of your own with the functions of QueueEngine",
    "engine",
  );
  requireObject(options, failure, "must be an object of options, or be left out");
  const context = createQueueContext(given, options);
  const { engine } = context;
  const workers = new Set<QueueWorker>();
  const forgetChanges = engine.onChange?.(context.wake);

  return {
    enqueue: (order, enqueueOptions) => enqueueOrder(context, order, enqueueOptions),
    work(workOptions) {
      checkWorkOptions(workOptions);
      const housekeeping = createHousekeeping(context, workOptions.observer);
      const worker = createWorker(context, workOptions);
      workers.add(worker);
      void worker.stopped.then(() => {
        housekeeping.end();
        workers.delete(worker);
      });
      return worker;
    },
    stats: () => readStats(context),
    dead: createDeadLetters(context),
    async pause(account, until) {
      checkAccount(account);
      await context.board.pause(account, untilMsOf(until));
      context.wake();
    },
    async resume(account) {
      checkAccount(account);
      await context.board.resume(account);
      context.wake();
    },
    forget: (subject) => forgetOrders(context, subject),
    repair: (repairOptions) => repairQueue(context, repairOptions),
    check: () => checkQueue(context),
    async close() {
      await Promise.all([...workers].map((worker) => worker.stop()));
      forgetChanges?.();
      await engine.close();
    },
  };
}
