import type { ImportSummary } from "../../import/import-options.js";
import type { ImportStopReason } from "../../import/run/import-verdict.js";
import type { CliIo } from "../cli-io.js";
import type { FailedRows } from "../files/failed-rows.js";
import { colorsFor } from "./colors.js";
import { describeSkipped } from "./describe-skipped.js";
import { describeGroups, type FailureGroup } from "./failure-groups.js";
import { countOf, formatCount, formatDuration, formatTime } from "./format-text.js";

export interface DescribeSummaryOptions {
  readonly checkpointPath: string;
  readonly failedRows: Pick<FailedRows, "path" | "reasonsPath">;
  /** The failures of this run. */
  readonly failures: readonly FailureGroup[];
  readonly io: CliIo;
}

const why: Record<ImportStopReason, string> = {
  credentials: "Privy refuses the credential.",
  integration_token:
    "Privy does not know the integration token, or it is not active (PRIVY_INTEGRATION_TOKEN).",
  daily_limit: "The account's requests for today are used up.",
  unavailable: "Privy could not be reached, or failed, repeatedly.",
  unexpected_response: "The server is not Privy: check PRIVY_BASE_URL and proxies.",
  failures: "Too many orders failed.",
  aborted: "Stopped.",
  source: "The file cannot be read further.",
  source_changed: "The file changed while it was read.",
  disk_full: "The disk is full: make room.",
  checkpoint: "The checkpoint could not be written.",
};

function describeEnd(summary: ImportSummary, io: CliIo): string[] {
  const colors = colorsFor(io.stdout, io.env);
  const { finished, done, doneBefore, stopReason, error } = summary;
  if (finished && doneBefore === done && doneBefore > 0) {
    return [colors.green(`Nothing left to do: an earlier run has sent all ${formatCount(done)}.`)];
  }
  const took = formatDuration(summary.endedAt.getTime() - summary.startedAt.getTime());
  if (finished) return [colors.green(`Done in ${took}.`)];
  if (stopReason === undefined) return [];
  const detail = error instanceof Error && stopReason !== "aborted" ? [error.message] : [];
  return [colors.yellow(why[stopReason]), ...detail];
}

/** Describes the result of an import for people: what happened, and what to do next. */
export function describeSummary(summary: ImportSummary, options: DescribeSummaryOptions): string {
  const { failedRows, checkpointPath, io, failures } = options;
  const colors = colorsFor(io.stdout, io.env);
  const { created, updated, indeterminate, failed, skipped, done, doneBefore, finished, retryAt } = summary;
  const unsure = indeterminate === 0 ? "" : `, ${formatCount(indeterminate)} either`;
  const lines = describeEnd(summary, io);
  lines.push(
    `${countOf(created + updated + indeterminate, "order")} stored (${formatCount(created)} new, ${formatCount(updated)} known before${unsure})`,
  );
  if (doneBefore > 0 && doneBefore < done)
    lines.push(`${formatCount(doneBefore)} of all were done by earlier runs`);
  if (summary.hasGrown) lines.push("The file has grown since an earlier run: only what is new was sent.");
  if (summary.consentDropped > 0)
    lines.push(
      `${formatCount(summary.consentDropped)} with marketing consent that was left out (see --consent)`,
    );
  if (summary.unorderedStates > 0)
    lines.push(
      `${countOf(summary.unorderedStates, "order")} occurred more than once, without a time of the last change: the last one was sent last ("updatedAt" in the mapping)`,
    );
  if (skipped > 0)
    lines.push(`${countOf(skipped, "record")} skipped:`, ...describeSkipped(summary.skippedBecause));
  if (failed > 0) {
    lines.push(colors.red(`${countOf(failed, "record")} failed${failures.length > 0 ? ":" : ""}`));
    lines.push(...describeGroups(failures));
    lines.push(`  rows:    ${failedRows.path} (correct them and import that file in the same way)`);
    lines.push(`  reasons: ${failedRows.reasonsPath}`);
  }
  if (!finished) {
    const when = retryAt === undefined ? "" : ` Wait until ${formatTime(retryAt, new Date())}.`;
    lines.push(`To continue, run the same command again.${when}`, `  progress: ${checkpointPath}`);
  }
  return lines.join("\n");
}
