import { InvalidInputError } from "../../../errors/invalid-input-error.js";
import { isPrivyOrdersError } from "../../../errors/is-privy-orders-error.js";
import type { EngineFinding } from "../../../queue/engine/queue-engine.js";
import type { OrderQueue, QueueStats } from "../../../queue/order-queue.js";
import { describeIssues } from "../../display/describe-failure.js";
import { formatCount, formatTime } from "../../display/format-text.js";
import { CliUsageError } from "../../usage-error.js";
import { errorKind } from "./error-kind.js";
import { openQueueFile } from "./open-queue-file.js";

/** The last moment of `Date`: a pause until `resume`. */
const forEverMs = 8.64e15;
/** A hold that ends sooner is the minute's budget. Milliseconds. */
const shortHoldMs = 90_000;
const hourMs = 3_600_000;

const finding = (ok: boolean, subject: string, message: string): EngineFinding => ({ ok, subject, message });

function judgeHold({ waiting, pausedUntil }: QueueStats, now: Date): EngineFinding {
  const leftMs = pausedUntil === undefined ? 0 : pausedUntil.getTime() - now.getTime();
  if (pausedUntil === undefined || leftMs <= shortHoldMs) return finding(true, "holds", "none");
  const until = pausedUntil.getTime() >= forEverMs ? "it is resumed" : formatTime(pausedUntil, now);
  return finding(
    waiting === 0,
    "holds",
    `an account is paused or held until ${until}; privy-orders queue resume ends that`,
  );
}

/** The alarms that are worth having. */
function judgeStats(stats: QueueStats, now: Date): EngineFinding[] {
  const { waiting, underWay, dead, oldestAt, emptyAt } = stats;
  const hold = judgeHold(stats, now);
  const ageMs = oldestAt === undefined ? 0 : now.getTime() - oldestAt.getTime();
  const isLate = ageMs > hourMs && hold.message === "none";
  const late = isLate ? ": for more than an hour, though nothing is held; look at the worker" : "";
  const since = oldestAt === undefined ? "" : `, the oldest since ${formatTime(oldestAt, now)}`;
  const findings = [
    finding(
      !isLate,
      "waiting",
      `${formatCount(waiting)} (${formatCount(underWay)} under way)${since}${late}`,
    ),
    finding(
      dead === 0,
      "dead letters",
      dead === 0 ? "none" : `${formatCount(dead)}; privy-orders queue dead lists them`,
    ),
    hold,
  ];
  if (emptyAt !== undefined) {
    const isFar = emptyAt.getTime() - now.getTime() > 24 * hourMs;
    const hint = isFar ? ": more than a day away, by the accounts' budgets" : "";
    findings.push(finding(!isFar, "empty at", `${formatTime(emptyAt, now)}${hint}`));
  }
  return findings;
}

function describeError(error: unknown): string {
  if (error instanceof InvalidInputError) return describeIssues(error.issues);
  if (error instanceof CliUsageError || isPrivyOrdersError(error)) return error.message;
  return `cannot be opened or reached (${errorKind(error)})`;
}

async function examine(queue: OrderQueue): Promise<EngineFinding[]> {
  try {
    const stats = await queue.stats();
    return [...judgeStats(stats, new Date()), ...(await queue.check())];
  } finally {
    // What cannot be reached need not be closed in good order.
    await queue.close().catch(() => undefined);
  }
}

/** Examines the queue of a file: whether its engine can be reached and keeps what it accepts, and how the queue stands. */
export async function examineQueue(path: string): Promise<EngineFinding[]> {
  try {
    const { queue } = await openQueueFile(path);
    return await examine(queue);
  } catch (error) {
    return [finding(false, "queue", describeError(error))];
  }
}
