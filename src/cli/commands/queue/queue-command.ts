import { isPrivyOrdersError } from "../../../errors/is-privy-orders-error.js";
import type { DeadLetter } from "../../../queue/dead/dead-letters.js";
import type { DeadReason } from "../../../queue/engine/stored-state.js";
import type { OrderQueue } from "../../../queue/order-queue.js";
import type { CliIo } from "../../cli-io.js";
import { formatTime } from "../../display/format-text.js";
import { EXIT, type ExitCode } from "../../exit-code.js";
import { CliUsageError } from "../../usage-error.js";
import { drainQueue } from "./drain-queue.js";
import { errorKind } from "./error-kind.js";
import { openQueueFile, type QueueFile } from "./open-queue-file.js";

/** The arguments of every queue command. */
export interface QueueCommandOptions {
  readonly queue: string;
  readonly json: boolean;
}

/** The ids, or the reason, of the selected dead letters. */
export interface LetterOptions extends QueueCommandOptions {
  readonly reason?: DeadReason | undefined;
}

/** Runs one action on the queue of a file, and closes the queue. */
export async function withQueue(
  io: CliIo,
  { queue: path }: QueueCommandOptions,
  run: (file: QueueFile) => Promise<ExitCode>,
): Promise<ExitCode> {
  const file = await openQueueFile(path).catch((error: unknown) => {
    if (error instanceof CliUsageError) throw error;
    if (isPrivyOrdersError(error)) throw new CliUsageError(error.message);
    throw new CliUsageError(`The queue of ${path} cannot be opened or reached (${errorKind(error)}).`);
  });
  try {
    return await run(file);
  } catch (error) {
    if (!isPrivyOrdersError(error)) throw error;
    io.stderr.write(`${error.message}\n`);
    return error.code === "invalid_input" ? EXIT.usage : EXIT.stopped;
  } finally {
    await file.queue.close();
  }
}

const line = (value: object): string => `${JSON.stringify(value)}\n`;

export function statusCommand(io: CliIo, options: QueueCommandOptions): Promise<ExitCode> {
  return withQueue(io, options, async ({ queue }) => {
    const [stats, findings] = [await queue.stats(), await queue.check()];
    const bad = findings.filter(({ ok }) => !ok);
    const code = bad.length === 0 ? EXIT.success : EXIT.failures;
    if (options.json) {
      io.stdout.write(line({ event: "queue", ...stats, findings }));
      return code;
    }
    const now = new Date();
    const { waiting, underWay, dead, oldestAt, pausedUntil, emptyAt } = stats;
    const rows: [string, string | undefined][] = [
      ["waiting", String(waiting)],
      ["under way", String(underWay)],
      ["dead", dead === 0 ? "0" : `${dead} (privy-orders queue dead)`],
      ["oldest", oldestAt && formatTime(oldestAt, now)],
      [
        "held until",
        pausedUntil && (pausedUntil.getTime() >= 8.64e15 ? "resume" : formatTime(pausedUntil, now)),
      ],
      ["empty at", emptyAt && formatTime(emptyAt, now)],
      ...findings.map(({ ok, subject, message }): [string, string] => [
        subject,
        `${ok ? "ok" : "BAD"}: ${message}`,
      ]),
    ];
    for (const [name, text] of rows) if (text !== undefined) io.stdout.write(`${name.padEnd(14)} ${text}\n`);
    return code;
  });
}

function describeLetter({ id, orderId, account, reason, code, status, fields, diedAt }: DeadLetter): string {
  const why = [reason, code, status, ...fields].filter((part) => part !== undefined).join(" ");
  return `${id}  order ${orderId}  ${account}  ${diedAt.toISOString()}  ${why}\n`;
}

export function deadCommand(io: CliIo, options: LetterOptions): Promise<ExitCode> {
  return withQueue(io, options, async ({ queue }) => {
    for await (const letter of queue.dead.list({ reason: options.reason }))
      io.stdout.write(options.json ? line(letter) : describeLetter(letter));
    return EXIT.success;
  });
}

/** Prints an order, as the only command that does: it asks first, unless `--yes` is set. */
export async function showCommand(
  io: CliIo,
  id: string,
  options: QueueCommandOptions & { readonly yes: boolean },
): Promise<ExitCode> {
  const mayPrint = options.yes || (await io.confirm?.("This prints a customer's data. Continue?")) === true;
  if (!mayPrint)
    throw new CliUsageError(
      "Nothing was printed: an order contains a customer's data. Confirm, or pass --yes.",
    );
  return withQueue(io, options, async ({ queue }) => {
    const letter = await queue.dead.read(id);
    if (letter === undefined) {
      io.stderr.write("Unknown dead letter: none has that id.\n");
      return EXIT.failures;
    }
    io.stdout.write(options.json ? line(letter) : `${JSON.stringify(letter, null, 2)}\n`);
    return EXIT.success;
  });
}

function chosen(ids: readonly string[], reason: DeadReason | undefined) {
  if (ids.length > 0 && reason === undefined) return ids;
  if (ids.length === 0 && reason !== undefined) return { reason };
  throw new CliUsageError("No dead letters are selected: pass their ids, or --reason.");
}

/** Reports how many of the given ids belong to no dead letter. */
function foundAll(io: CliIo, ids: readonly string[], found: number): boolean {
  const unknown = new Set(ids).size - found;
  if (unknown > 0)
    io.stderr.write(`${unknown} of the ids are unknown: privy-orders queue dead lists the letters.\n`);
  return unknown <= 0;
}

export function replayCommand(
  io: CliIo,
  ids: readonly string[],
  options: LetterOptions & { readonly as: "live" | "past"; readonly consent: "drop" | "send" },
): Promise<ExitCode> {
  const which = chosen(ids, options.reason);
  return withQueue(io, options, async ({ queue }) => {
    const result = await queue.dead.replay(which, { as: options.as, consent: options.consent });
    const { replayed, consentDropped, unreadable } = result;
    io.stdout.write(
      options.json
        ? line({ event: "replayed", ...result })
        : `${replayed} put back into the queue as ${options.as}; ${consentDropped} without their consent; ${unreadable} unreadable.\n`,
    );
    const isComplete = ids.length === 0 || foundAll(io, ids, replayed + unreadable);
    return unreadable > 0 || !isComplete ? EXIT.failures : EXIT.success;
  });
}

export function dropCommand(
  io: CliIo,
  ids: readonly string[],
  options: QueueCommandOptions,
): Promise<ExitCode> {
  return withQueue(io, options, async ({ queue }) => {
    const dropped = await queue.dead.drop(ids);
    const text = `${dropped} dead letters were removed.`;
    io.stdout.write(options.json ? line({ event: "done", message: text }) : `${text}\n`);
    return foundAll(io, ids, dropped) ? EXIT.success : EXIT.failures;
  });
}

/** Commands that run one action and print its result. */
export function actionCommand(
  io: CliIo,
  options: QueueCommandOptions,
  act: (queue: OrderQueue) => Promise<string>,
): Promise<ExitCode> {
  return withQueue(io, options, async ({ queue }) => {
    const text = await act(queue);
    io.stdout.write(options.json ? line({ event: "done", message: text }) : `${text}\n`);
    return EXIT.success;
  });
}

/** Delivers until the queue is empty. */
export function drainCommand(io: CliIo, options: QueueCommandOptions): Promise<ExitCode> {
  return withQueue(io, options, async (file) => drainQueue(io, file, options.json));
}
