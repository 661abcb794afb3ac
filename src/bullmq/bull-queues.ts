import type { NewState } from "../queue/engine/stored-state.js";
import type { BullMqLike, BullQueue, BullWorker } from "./bullmq-like.js";

export interface BullQueuesOptions {
  readonly bullmq: BullMqLike;
  /** The connections of what enqueues, and of what works. */
  readonly connections: { readonly queue: unknown; readonly worker: unknown };
  /** The prefix of all keys; in braces, so that they are on one node of a cluster. */
  readonly base: string;
  readonly leaseMs: number;
}

/** BullMQ's priority of backfill: jobs without one go first. */
const backfillPriority = 10;

/** BullMQ's queues and workers, one of each for an account, made when they are first used. */
export class BullQueues {
  readonly #options: BullQueuesOptions;
  readonly #queues = new Map<string, BullQueue>();
  readonly #workers = new Map<string, BullWorker>();

  constructor(options: BullQueuesOptions) {
    this.#options = options;
  }

  queueOf(account: string): BullQueue {
    const known = this.#queues.get(account);
    if (known !== undefined) return known;
    const { bullmq, connections, base } = this.#options;
    const queue = new bullmq.Queue(account, { connection: connections.queue, prefix: base });
    // A failure shows at the command that fails; without a listener it would end the process.
    queue.on("error", () => undefined);
    this.#queues.set(account, queue);
    return queue;
  }

  workerOf(account: string): BullWorker {
    const known = this.#workers.get(account);
    if (known !== undefined) return known;
    const { bullmq, connections, base, leaseMs } = this.#options;
    const worker = new bullmq.Worker(account, null, {
      connection: connections.worker,
      prefix: base,
      autorun: false,
      lockDuration: leaseMs,
      stalledInterval: Math.max(1_000, Math.min(30_000, leaseMs / 2)),
      // The queue decides how many crashes an order may have.
      maxStalledCount: 1_000_000,
      skipLockRenewal: true,
    });
    worker.on("error", () => undefined);
    worker.startStalledCheckTimer().catch(() => undefined);
    this.#workers.set(account, worker);
    return worker;
  }

  /** Announces that an order has states. Returns the job for it, which may be an earlier one. */
  async announce(account: string, key: string, lane: NewState["priority"]): Promise<string | undefined> {
    const { id } = await this.queueOf(account).add(
      "deliver",
      { key },
      {
        deduplication: { id: key, keepLastIfActive: true },
        removeOnComplete: true,
        removeOnFail: true,
        attempts: 1_000_000,
        ...(lane === "backfill" && { priority: backfillPriority }),
      },
    );
    return id;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#workers.values()].map((worker) => worker.close(true)));
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()));
  }
}
