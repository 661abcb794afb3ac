import { combineQueueObservers } from "../../../queue/observing/notify-queue.js";
import type { HoldReason } from "../../../queue/observing/queue-observer.js";
import type { CliIo } from "../../cli-io.js";
import { EXIT, type ExitCode } from "../../exit-code.js";
import { CliUsageError } from "../../usage-error.js";
import type { QueueFile } from "./open-queue-file.js";

const lookMs = 200;
/** A shorter hold is waited for, such as the minute's budget. */
const longestWaitMs = 90_000;

function codeOf(reason: HoldReason | undefined): ExitCode {
  if (reason === undefined) return EXIT.success;
  return reason === "credentials" ? EXIT.credentials : EXIT.stopped;
}

/** Delivers until nothing waits, an account is held for long, or the process is interrupted. */
export async function drainQueue(io: CliIo, { queue, work }: QueueFile, json: boolean): Promise<ExitCode> {
  if (work === undefined)
    throw new CliUsageError(
      "The queue file exports no work, which drain needs: add export const work = { client: PrivyClient.fromEnv() };",
    );
  let [delivered, dead] = [0, 0];
  let held: HoldReason | undefined;
  let wasInterrupted = false;
  const observer = combineQueueObservers(work.observer, {
    onDeliveryEnd({ result }) {
      if (result === "delivered" || result === "split") delivered += 1;
    },
    onDead() {
      dead += 1;
    },
    onHeld({ reason, untilMs }) {
      if (untilMs - Date.now() > longestWaitMs) held = reason;
    },
  });
  const worker = queue.work({ ...work, observer });
  const forget = io.onInterrupt(() => {
    wasInterrupted = true;
  });
  let left = 0;
  try {
    for (;;) {
      const { waiting, underWay, pausedUntil } = await queue.stats();
      left = waiting + underWay;
      if ((pausedUntil?.getTime() ?? 0) - Date.now() > longestWaitMs) held ??= "paused";
      if (left === 0 || held !== undefined || wasInterrupted) break;
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
  } finally {
    forget();
    await worker.stop();
  }
  const code = wasInterrupted
    ? EXIT.interrupted
    : left > 0
      ? codeOf(held)
      : dead > 0
        ? EXIT.failures
        : EXIT.success;
  io.stdout.write(
    json
      ? `${JSON.stringify({ event: "drained", delivered, dead, left, held })}\n`
      : `${delivered} delivered, ${dead} dead, ${left} left${held === undefined ? "" : ` (held: ${held})`}.\n`,
  );
  return code;
}
