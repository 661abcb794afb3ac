import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { isPrivyOrdersError } from "../../../errors/is-privy-orders-error.js";
import type { OrderQueue } from "../../../queue/order-queue.js";
import type { WorkOptions } from "../../../queue/worker/work-options.js";
import { isObject } from "../../../schemas/objects/is-object.js";
import { CliUsageError } from "../../usage-error.js";
import { errorKind } from "./error-kind.js";

/** The exports of a queue file. */
export interface QueueFile {
  readonly queue: OrderQueue;
  /** The options of `drain`; absent when the file exports none. */
  readonly work: WorkOptions | undefined;
}

function isQueue(value: unknown): value is OrderQueue {
  const wanted = ["enqueue", "work", "stats", "pause", "resume", "forget", "repair", "close"];
  return isObject(value) && wanted.every((name) => typeof Reflect.get(value, name) === "function");
}

function isWork(value: unknown): value is WorkOptions {
  return isObject(value) && Reflect.has(value, "client");
}

/** Resolves an export, which may be a value, a promise, or a function that returns one. */
async function resolved(exported: unknown): Promise<unknown> {
  const value: unknown = typeof exported === "function" ? Reflect.apply(exported, undefined, []) : exported;
  return value;
}

const partOf = (value: unknown, name: string): unknown =>
  isObject(value) && !isQueue(value) ? Reflect.get(value, name) : undefined;

async function load(path: string): Promise<object> {
  try {
    const loaded: unknown = await import(pathToFileURL(resolve(path)).href);
    return isObject(loaded) ? loaded : {};
  } catch (error) {
    if (!existsSync(path)) throw new CliUsageError(`The queue file does not exist: ${path}.`);
    // Our own errors quote nothing: a Redis that would lose orders, a database of another version.
    if (isPrivyOrdersError(error))
      throw new CliUsageError(`The queue file cannot be loaded: ${path}. ${error.message}`);
    throw new CliUsageError(
      `The queue file cannot be loaded (${errorKind(error)}): ${path}. Run it with node to see why.`,
    );
  }
}

/**
 * Loads the module that exports the queue, so that secrets and connections stay out of the arguments.
 *
 * @throws CliUsageError when it cannot be loaded or exports no queue; what a function that it exports throws
 */
export async function openQueueFile(path: string): Promise<QueueFile> {
  const module = await load(path);
  const main = await resolved(Reflect.get(module, "default"));
  const candidates = [Reflect.get(module, "queue"), main, partOf(main, "queue")];
  const queue = (await Promise.all(candidates.map(resolved))).find(isQueue);
  if (queue === undefined)
    throw new CliUsageError(
      `${path} exports no queue: add export const queue = createSqliteQueue({ file: "orders.db" });`,
    );
  const works = await Promise.all([Reflect.get(module, "work"), partOf(main, "work")].map(resolved));
  return { queue, work: works.find(isWork) };
}
