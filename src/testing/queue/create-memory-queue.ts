import { checkQueueOptions } from "../../queue/check-queue-options.js";
import { createOrderQueue } from "../../queue/create-order-queue.js";
import type { OrderQueue } from "../../queue/order-queue.js";
import type { QueueOptions } from "../../queue/queue-options.js";
import { MemoryEngine } from "./memory-engine.js";
import { QueueMemory } from "./queue-memory.js";

export interface MemoryQueueOptions extends QueueOptions {
  /**
   * The memory that keeps the queue's orders. Two queues with the same one act as two processes on one store. Default:
   * a new one.
   */
  readonly memory?: QueueMemory | undefined;
}

/**
 * Creates a queue in memory, for a store's tests: the same interface, rules and worker as the durable queues, with the
 * test's own clock (`clock: privy.clock`). With a virtual clock that moves by itself, pauses, lingering and retries
 * take no time.
 *
 * ```ts
 * const queue = createMemoryQueue({ clock: privy.clock });
 * await queue.enqueue(order);
 * const worker = queue.work({ client: privy.client() });
 * ```
 *
 * @throws InvalidInputError when an option is unknown or wrong
 */
export function createMemoryQueue(options: MemoryQueueOptions = {}): OrderQueue {
  checkQueueOptions(options, "createMemoryQueue", ["memory"]);
  return createOrderQueue(new MemoryEngine(options.memory ?? new QueueMemory()), options);
}
