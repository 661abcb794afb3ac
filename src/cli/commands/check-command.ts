import { formatPath } from "../../errors/invalid-input-error.js";
import { asPastOrder } from "../../import/run/without-consent.js";
import { safeParseOrder } from "../../schemas/order/order.js";
import type { CliIo } from "../cli-io.js";
import { colorsFor } from "../display/colors.js";
import { describeFailure } from "../display/describe-failure.js";
import { countOf, formatCount, formatDuration } from "../display/format-text.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { type OrderFile, openOrders, readOrders } from "../open-orders.js";

export interface CheckCommandOptions extends OrderFile {
  readonly country?: string | undefined;
  readonly consent?: "drop" | "send" | undefined;
  readonly json: boolean;
}

/** The documented budgets of an account (RL); a real account may have others, and live orders use them, too. */
const perMinute = 60;
const perDay = 10_000;
const mostShown = 50;
const dayMs = 86_400_000;

/** How long an account with the documented budgets takes, when its day is fresh. */
function importTimeMs(orders: number): number {
  const fullDays = Math.max(0, Math.ceil(orders / perDay) - 1);
  return fullDays * dayMs + ((orders - fullDays * perDay) / perMinute) * 60_000;
}

/** `privy-orders check`, and `import --dry-run`: validates a file without sending anything. */
export async function checkCommand(io: CliIo, options: CheckCommandOptions): Promise<ExitCode> {
  const { consent = "drop", json, country } = options;
  const source = await openOrders(options);
  const colors = colorsFor(io.stdout, io.env);
  const warnings = new Map<string, number>();
  let good = 0;
  let bad = 0;
  let consentDropped = 0;
  const fail = (failure: Parameters<typeof describeFailure>[0]): void => {
    bad += 1;
    if (json) io.stdout.write(`${JSON.stringify({ event: "failure", ...failure })}\n`);
    else if (bad <= mostShown) io.stdout.write(`${describeFailure(failure)}\n`);
  };
  for await (const record of readOrders(options.file, source)) {
    if (!("order" in record)) {
      fail({ position: record.position, issues: record.issues });
      continue;
    }
    const past = asPastOrder(record.order, consent);
    const { error, warnings: found } = safeParseOrder(past.order, { defaultCountry: country });
    if (error !== undefined) {
      fail({ position: record.position, issues: error.issues });
      continue;
    }
    good += 1;
    if (past.consentDropped) consentDropped += 1;
    for (const { path, code } of found) {
      const label = `${formatPath(path)}: ${code.replaceAll("_", " ")}`;
      warnings.set(label, (warnings.get(label) ?? 0) + 1);
    }
  }
  const durationMs = importTimeMs(good);
  if (json) {
    const summary = {
      good,
      bad,
      consentDropped,
      warnings: Object.fromEntries(warnings),
      estimatedMs: durationMs,
    };
    io.stdout.write(`${JSON.stringify({ event: "summary", ...summary })}\n`);
    return bad > 0 ? EXIT.failures : EXIT.success;
  }
  const lines: string[] = [];
  if (bad > mostShown) lines.push(`… and ${formatCount(bad - mostShown)} more (--json lists them all)`);
  if (bad > 0) lines.push(colors.red(`${countOf(bad, "record")} cannot be sent`));
  lines.push(colors.green(`${countOf(good, "order")} can be sent`));
  for (const [label, count] of warnings) lines.push(`  ${formatCount(count)} × ${label}`);
  if (consentDropped > 0) lines.push(`  ${formatCount(consentDropped)} without their marketing consent`);
  if (good > 0) {
    lines.push(
      `This takes about ${formatDuration(durationMs)} at ${perMinute} requests a minute and ${formatCount(perDay)} a day.`,
    );
  }
  lines.push("Nothing was sent.");
  io.stdout.write(`${lines.join("\n")}\n`);
  return bad > 0 ? EXIT.failures : EXIT.success;
}
