import { formatPath } from "../../errors/invalid-input-error.js";
import type { ImportRecord } from "../../import/import-record.js";
import { asPastOrder } from "../../import/run/without-consent.js";
import { type ImportSkipReason, skipReasonOf } from "../../import/skip-reason.js";
import { safeParseOrder } from "../../schemas/order/order.js";
import type { CliIo } from "../cli-io.js";
import { colorsFor } from "../display/colors.js";
import { reasonOf } from "../display/describe-failure.js";
import { describeSkipped } from "../display/describe-skipped.js";
import { createFailureGroups, describeGroups, type FailureGroup } from "../display/failure-groups.js";
import { countOf, formatCount, formatDuration } from "../display/format-text.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { type OrderFile, openOrders, readOrders } from "../files/open-orders.js";

export interface CheckCommandOptions extends OrderFile {
  readonly country?: string | undefined;
  readonly consent?: "drop" | "send" | undefined;
  readonly json: boolean;
}

/** The documented budgets of an account. A real account may have others, and live orders use them too. */
const perMinute = 60;
const perDay = 10_000;
const dayMs = 86_400_000;

/** Estimates how long an import takes with the documented budgets, from the start of a day. */
function importTimeMs(orders: number): number {
  const fullDays = Math.max(0, Math.ceil(orders / perDay) - 1);
  return fullDays * dayMs + ((orders - fullDays * perDay) / perMinute) * 60_000;
}

/** The counts of a file's records. */
interface Findings {
  readonly good: number;
  readonly bad: number;
  readonly skipped: number;
  readonly skippedBecause: Readonly<Partial<Record<ImportSkipReason, number>>>;
  readonly consentDropped: number;
  readonly warnings: ReadonlyMap<string, number>;
  readonly failures: readonly FailureGroup[];
}

async function examine(io: CliIo, options: CheckCommandOptions): Promise<Findings> {
  const { consent = "drop", json, country } = options;
  const source = await openOrders(options);
  const groups = createFailureGroups();
  const warnings = new Map<string, number>();
  const skippedBecause: Partial<Record<ImportSkipReason, number>> = {};
  const counts = { good: 0, bad: 0, skipped: 0, consentDropped: 0 };
  const refuse = (failure: Parameters<typeof groups.add>[0]): void => {
    const reason = failure.issues && skipReasonOf(failure.issues);
    if (reason !== undefined) {
      counts.skipped += 1;
      skippedBecause[reason] = (skippedBecause[reason] ?? 0) + 1;
      return;
    }
    counts.bad += 1;
    groups.add(failure);
    if (json)
      io.stdout.write(`${JSON.stringify({ event: "failure", ...failure, reason: reasonOf(failure) })}\n`);
  };
  const check = (record: ImportRecord): void => {
    const { position } = record;
    if (!("order" in record)) {
      refuse({ position, issues: record.issues });
      return;
    }
    const past = asPastOrder(record.order, consent);
    const { error, warnings: found } = safeParseOrder(past.order, { defaultCountry: country });
    if (error !== undefined) {
      refuse({ position, issues: error.issues });
      return;
    }
    counts.good += 1;
    if (past.consentDropped) counts.consentDropped += 1;
    for (const { path, code } of found) {
      const label = `${formatPath(path)}: ${code.replaceAll("_", " ")}`;
      warnings.set(label, (warnings.get(label) ?? 0) + 1);
    }
  };
  for await (const batch of readOrders(options.file, source)) for (const record of batch) check(record);
  return { ...counts, skippedBecause, warnings, failures: groups.groups };
}

/** `privy-orders check`, and `import --dry-run`: validates a file without sending anything. */
export async function checkCommand(io: CliIo, options: CheckCommandOptions): Promise<ExitCode> {
  const findings = await examine(io, options);
  const { good, bad, skipped, warnings, consentDropped } = findings;
  const durationMs = importTimeMs(good);
  // A file without any sendable order is not a success: the mapping may lack the column of e-mail addresses.
  const exitCode = bad > 0 || good === 0 ? EXIT.failures : EXIT.success;
  if (options.json) {
    const summary = { ...findings, warnings: Object.fromEntries(warnings), estimatedMs: durationMs };
    io.stdout.write(`${JSON.stringify({ event: "summary", ...summary })}\n`);
    return exitCode;
  }
  const colors = colorsFor(io.stdout, io.env);
  const lines: string[] = [];
  if (bad > 0) lines.push(colors.red(`${countOf(bad, "record")} cannot be sent:`));
  lines.push(...describeGroups(findings.failures));
  if (skipped > 0) lines.push(`${countOf(skipped, "record")} will be skipped:`);
  lines.push(...describeSkipped(findings.skippedBecause));
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
  return exitCode;
}
