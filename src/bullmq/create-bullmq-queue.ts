import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import { installedVersion } from "../peers/installed-version.js";
import { ownRequire } from "../peers/own-require.js";
import { checkQueueOptions } from "../queue/check-queue-options.js";
import { createOrderQueue } from "../queue/create-order-queue.js";
import type { OrderQueue } from "../queue/order-queue.js";
import { QUEUE_DEFAULTS, type QueueOptions } from "../queue/queue-options.js";
import { BullMqEngine } from "./bullmq-engine.js";
import type { BullMqLike, IoRedisLike, MailboxClient } from "./bullmq-like.js";

export interface BullMqQueueOptions extends QueueOptions {
  /** How Redis is reached: ioredis's options (`{ host, port }`), or a client of ioredis 5 or newer, made with `maxRetriesPerRequest: null`. */
  readonly connection: object;
  /** What all keys begin with. Default `privy-orders`. */
  readonly prefix?: string | undefined;
  /** Whether a Redis that would lose or drop accepted orders is refused. Default true. */
  readonly checkDurability?: boolean | undefined;
}

const refused = (issues: readonly InputIssue[]): InvalidInputError =>
  new InvalidInputError("The queue was not made", issues);

interface Wanted {
  readonly name: string;
  readonly isFit: (major: number, minor: number) => boolean;
  readonly words: string;
  readonly install: string;
}

const wanted: readonly Wanted[] = [
  {
    name: "bullmq",
    isFit: (major, minor) => major === 6 && minor >= 7,
    words: "bullmq 6.7 or a later 6",
    install: "bullmq@6",
  },
  { name: "ioredis", isFit: (major) => major >= 5, words: "ioredis 5 or newer", install: "ioredis" },
];

/** Refuses libraries that are missing, or of a version that loses orders. */
function checkVersions(): void {
  const load = ownRequire();
  if (load === undefined) return;
  const issues = wanted.flatMap(({ name, isFit, words, install }): InputIssue[] => {
    const found = installedVersion(name, load);
    const [major = 0, minor = 0] = (found ?? "0").split(".").map(Number);
    if (isFit(major, minor)) return [];
    const what = found === undefined ? `${name} is not installed` : `${name} ${found} is installed`;
    const message = `${what}, and this works with ${words}: npm install ${install}`;
    return [{ code: "invalid", path: [], message }];
  });
  if (issues.length > 0) throw refused(issues);
}

async function loadBullMq(): Promise<BullMqLike> {
  const loaded: object = await import("bullmq");
  return loaded as BullMqLike; // the part of it that is used here
}

/** A client of ioredis has this function; options have not. */
const isClient = (connection: object): connection is MailboxClient => "duplicate" in connection;

async function clientOf(connection: object): Promise<{ client: MailboxClient; disconnect: () => void }> {
  if (isClient(connection)) return { client: connection, disconnect: () => undefined };
  const loaded: object = await import("ioredis");
  const { Redis } = loaded as IoRedisLike; // the part of it that is used here
  const client = new Redis({ ...connection, maxRetriesPerRequest: 1 });
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
 * Makes a queue on BullMQ, which keeps it in Redis 6.2 or newer with an append-only file. Redis cannot join the shop's
 * transaction: enqueue after its commit.
 *
 * @throws InvalidInputError when an option is unknown or wrong, bullmq is missing or of another version, or the Redis would lose or drop orders
 */
export async function createBullMqQueue(options: BullMqQueueOptions): Promise<OrderQueue> {
  const { connection, prefix = "privy-orders", checkDurability = true, ...queueOptions } = options ?? {};
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
  checkVersions();
  const { client, disconnect } = await clientOf(connection);
  const engine = new BullMqEngine({
    bullmq: await loadBullMq(),
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
          message: `its ${subject} ${message}. To go on all the same, set checkDurability: false`,
        })),
      );
    }
  }
  return createOrderQueue(engine, queueOptions);
}
