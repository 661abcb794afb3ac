import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import { checkQueueOptions } from "../queue/check-queue-options.js";
import { createOrderQueue } from "../queue/create-order-queue.js";
import type { OrderQueue } from "../queue/order-queue.js";
import { QUEUE_DEFAULTS, type QueueOptions } from "../queue/queue-options.js";
import { BullMqEngine } from "./bullmq-engine.js";
import type { IoRedisLike, MailboxClient } from "./bullmq-like.js";
import { loadLibraries } from "./load-libraries.js";

export interface BullMqQueueOptions extends QueueOptions {
  /**
   * The connection to Redis: ioredis's options (`{ host, port }`), or a client of ioredis 5 or newer, created with
   * `maxRetriesPerRequest: null`.
   */
  readonly connection: object;
  /**
   * All exports of BullMQ, for a program that is bundled into one file: `import * as bullmq from "bullmq"`; pass a
   * client of ioredis as `connection` then. Default: the installed package, loaded when the queue is created.
   */
  readonly bullmq?: object | undefined;
  /** The prefix of all keys. Default `privy-orders`. */
  readonly prefix?: string | undefined;
  /** Whether a Redis that would lose or drop accepted orders is refused. Default true. */
  readonly checkDurability?: boolean | undefined;
}

const refused = (issues: readonly InputIssue[]): InvalidInputError =>
  new InvalidInputError("The queue was not created", issues);

/** A client of ioredis has this function; options have not. */
const isClient = (connection: object): connection is MailboxClient => "duplicate" in connection;

/** The client that was given; one of options is made with ioredis, and ended with the queue. */
function clientOf(
  connection: object,
  ioredis: IoRedisLike | undefined,
): { client: MailboxClient; disconnect: () => void } {
  if (ioredis === undefined) return { client: connection as MailboxClient, disconnect: () => undefined }; // ioredis is loaded for all but clients
  const client = new ioredis.Redis({ ...connection, maxRetriesPerRequest: 1 });
  // A failure shows at the command that fails; without a listener ioredis prints it.
  client.on("error", () => undefined);
  return { client, disconnect: () => client.disconnect() };
}

/** A client is taken as it is; of options two connections are made: what enqueues must not wait for a Redis that is gone. */
function connectionsOf(connection: object): { readonly queue: unknown; readonly worker: unknown } {
  if (isClient(connection)) return { queue: connection, worker: connection };
  return {
    queue: { ...connection, maxRetriesPerRequest: 1, enableOfflineQueue: true },
    worker: { ...connection, maxRetriesPerRequest: null },
  };
}

/**
 * Creates a queue on BullMQ, which stores it in Redis 6.2 or newer with an append-only file. Redis cannot join the
 * shop's transaction: enqueue after its commit.
 *
 * @throws InvalidInputError when an option is unknown or wrong, bullmq is missing or of another version, or the Redis
 *   would lose or drop orders
 */
export async function createBullMqQueue(options: BullMqQueueOptions): Promise<OrderQueue> {
  const {
    connection,
    bullmq,
    prefix = "privy-orders",
    checkDurability = true,
    ...queueOptions
  } = options ?? {};
  const issues: InputIssue[] = [];
  if (typeof connection !== "object" || connection === null)
    issues.push({
      code: "missing",
      path: ["connection"],
      message: "must be options of ioredis, such as { host, port }, or a client of it",
    });
  if (typeof prefix !== "string" || !/^[\w.-]{1,60}$/.test(prefix))
    issues.push({
      code: "invalid",
      path: ["prefix"],
      message: "must be 1 to 60 letters, digits, dots, - and _",
    });
  if (issues.length > 0) throw refused(issues);
  checkQueueOptions(queueOptions, "createBullMqQueue", []);
  const libraries = loadLibraries({ bullmq, needsIoRedis: !isClient(connection) });
  const { client, disconnect } = clientOf(connection, libraries.ioredis);
  const engine = new BullMqEngine({
    bullmq: libraries.bullmq,
    client,
    disconnect,
    connections: connectionsOf(connection),
    base: `{${prefix}:${queueOptions.name ?? QUEUE_DEFAULTS.name}}`,
    leaseMs: queueOptions.leaseMs ?? QUEUE_DEFAULTS.leaseMs,
  });
  if (checkDurability) {
    const findings = await engine.check().catch(async (error: unknown) => {
      await engine.close();
      throw error;
    });
    const bad = findings.filter(({ ok }) => !ok);
    if (bad.length > 0) {
      await engine.close();
      throw refused(
        bad.map(({ subject, message }) => ({
          code: "invalid",
          path: ["connection"],
          message: `its ${subject} ${message}. To continue anyway, set checkDurability: false`,
        })),
      );
    }
  }
  return createOrderQueue(engine, queueOptions);
}
