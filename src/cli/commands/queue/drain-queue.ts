import { combineQueueObservers } from "../../../queue/observing/notify-queue.js";
import type { HoldReason } from "../../../queue/observing/queue-observer.js";
import type { OrderQueue } from "../../../queue/order-queue.js";
import { QUEUE_DEFAULTS } from "../../../queue/queue-options.js";
import type { CliIo } from "../../cli-io.js";
import { EXIT, type ExitCode } from "../../exit-code.js";
import { CliUsageError } from "../../usage-error.js";
import type { QueueFile } from "./open-queue-file.js";

const lookMs = 200;
/** A shorter hold is waited for, such as the minute's budget. */
const longestWaitMs = 90_000;

function codeOf(reason: HoldReason | undefined, unreadable: number): ExitCode {
  if (reason === undefined) return unreadable > 0 ? EXIT.stopped : EXIT.success;
  return reason === "credentials" ? EXIT.credentials : EXIT.stopped;
}

/** How much longer than the linger nothing must happen before what is left counts as held back. Milliseconds. */
const quietMs = 3_000;

/** Says which accounts are held, until when and why. */
async function printHolds(io: CliIo, queue: OrderQueue): Promise<void> {
  for (const { subject, message } of await queue.check())
    if (subject.startsWith("account ")) io.stderr.write(`${subject}: ${message}\n`);
}

/**
 * Delivers until nothing waits, what is left is held for long or cannot be read here, or the process is interrupted. A held
 * account does not hold another one.
 */
export async function drainQueue(io: CliIo, { queue, work }: QueueFile, json: boolean): Promise<ExitCode> {
  if (work === undefined)
    throw new CliUsageError(
      "The queue file exports no work, which drain needs: add export const work = { client: PrivyClient.fromEnv() };",
    );
  let [delivered, dead] = [0, 0];
  let held: HoldReason | undefined;
  let wasInterrupted = false;
  let happenedAt = Date.now();
  const unreadable = new Set<string>();
  const observer = combineQueueObservers(work.observer, {
    onDeliveryEnd({ result }) {
      happenedAt = Date.now();
      if (result === "delivered" || result === "split") delivered += 1;
    },
    onPutOff({ account, order_id, reason }) {
      if (reason === "unreadable") unreadable.add(`${account}/${order_id}`);
    },
    onDead() {
      dead += 1;
    },
    onHeld({ reason, untilMs }) {
      // An unknown name is looked at again each minute, and stays unknown.
      if (untilMs - Date.now() > longestWaitMs || reason.startsWith("unknown_")) held = reason;
    },
  });
  const worker = queue.work({ ...work, observer });
  const forget = io.onInterrupt(() => {
    wasInterrupted = true;
  });
  const patienceMs = (work.lingerMs ?? QUEUE_DEFAULTS.lingerMs) + quietMs;
  let left = 0;
  try {
    for (;;) {
      const { waiting, underWay, pausedUntil } = await queue.stats();
      left = waiting + underWay;
      if ((pausedUntil?.getTime() ?? 0) - Date.now() > longestWaitMs) held ??= "paused";
      const isQuiet = underWay === 0 && Date.now() - happenedAt > patienceMs;
      const isHeldBack = held !== undefined || left <= unreadable.size;
      if (left === 0 || wasInterrupted || (isQuiet && isHeldBack)) break;
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
  } finally {
    forget();
    await worker.stop();
  }
  const code = wasInterrupted
    ? EXIT.interrupted
    : left > 0
      ? codeOf(held, unreadable.size)
      : dead > 0
        ? EXIT.failures
        : EXIT.success;
  const why = [
    ...(held === undefined ? [] : [`held: ${held}`]),
    ...(unreadable.size === 0 ? [] : [`${unreadable.size} cannot be read here`]),
  ];
  io.stdout.write(
    json
      ? `${JSON.stringify({ event: "drained", delivered, dead, left, held, unreadable: unreadable.size })}\n`
      : `${delivered} delivered, ${dead} dead, ${left} left${why.length === 0 ? "" : ` (${why.join("; ")})`}.\n`,
  );
  if (left > 0) await printHolds(io, queue);
  return code;
}
