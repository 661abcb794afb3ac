import type { ImportSummary } from "../../import/import-options.js";
import type { ImportStopReason } from "../../import/run/import-verdict.js";
import type { CliIo } from "../cli-io.js";
import type { FailedRows } from "../failed-rows.js";
import { colorsFor } from "./colors.js";
import { countOf, formatCount, formatDuration, formatTime } from "./format-text.js";

export interface DescribeSummaryOptions {
  readonly checkpointPath: string;
  readonly failedRows: Pick<FailedRows, "path" | "reasonsPath">;
  readonly io: CliIo;
  readonly consent: "drop" | "send";
}

const why: Record<ImportStopReason, string> = {
  credentials: "Privy refuses the credential.",
  integration_token:
    "Privy does not know the integration token, or it is not active (PRIVY_INTEGRATION_TOKEN).",
  daily_limit: "The account's requests for today are used up.",
  unavailable: "Privy could not be reached, or failed, again and again.",
  unexpected_response: "What answers is not Privy: check PRIVY_BASE_URL and proxies.",
  failures: "Too many orders failed.",
  aborted: "Stopped.",
  source: "The file cannot be read on.",
  source_changed: "The file was changed while it was read.",
  disk_full: "The disk is full.",
  checkpoint: "The checkpoint could not be written.",
};

/** What an import has come to, for a person: what happened, what is left to do, and how. */
export function describeSummary(summary: ImportSummary, options: DescribeSummaryOptions): string {
  const { failedRows, checkpointPath, io } = options;
  const colors = colorsFor(io.stdout, io.env);
  const { created, updated, indeterminate, failed, done, doneBefore, finished, stopReason, error, retryAt } =
    summary;
  const stored = created + updated + indeterminate;
  const lines: string[] = [];
  const took = formatDuration(summary.endedAt.getTime() - summary.startedAt.getTime());
  if (finished && doneBefore === done && doneBefore > 0) {
    lines.push(colors.green(`Nothing left to do: an earlier run has brought all ${formatCount(done)}.`));
  } else if (finished) lines.push(colors.green(`Done in ${took}.`));
  else if (stopReason !== undefined) {
    lines.push(colors.yellow(why[stopReason]));
    if (error instanceof Error && stopReason !== "aborted") lines.push(error.message);
  }
  const unsure = indeterminate === 0 ? "" : `, ${formatCount(indeterminate)} either`;
  lines.push(
    `${countOf(stored, "order")} stored (${formatCount(created)} new, ${formatCount(updated)} known before${unsure})`,
  );
  if (doneBefore > 0 && doneBefore < done)
    lines.push(`${formatCount(doneBefore)} of all had been done by earlier runs`);
  if (summary.consentDropped > 0)
    lines.push(
      `${formatCount(summary.consentDropped)} with marketing consent that was left out (see --consent)`,
    );
  if (failed > 0) {
    lines.push(colors.red(`${countOf(failed, "record")} failed`));
    lines.push(`  rows:    ${failedRows.path} (mend them and import that file)`);
    lines.push(`  reasons: ${failedRows.reasonsPath}`);
  }
  if (!finished) {
    const when = retryAt === undefined ? "" : ` It makes sense from ${formatTime(retryAt, new Date())} on.`;
    lines.push(`To go on, run the same command again.${when}`, `  noted in: ${checkpointPath}`);
  }
  return lines.join("\n");
}
