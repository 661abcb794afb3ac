import { InvalidInputError } from "../../errors/invalid-input-error.js";
import type { ImportProgress, ImportSummary } from "../../import/import-options.js";
import { fileCheckpoint } from "../../import/node/file-checkpoint.js";
import { FileWriteError } from "../../import/node/file-write-error.js";
import { startImport } from "../../import/start-import.js";
import { PrivyClient } from "../../privy/privy-client.js";
import type { CliIo } from "../cli-io.js";
import { connectionFrom } from "../connection.js";
import { describeFailure, describeIssues, reasonOf } from "../display/describe-failure.js";
import { describeSummary } from "../display/describe-summary.js";
import { createFailureGroups } from "../display/failure-groups.js";
import { createProgressDisplay } from "../display/progress-display.js";
import { waitObserver } from "../display/wait-observer.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { createFailedRows } from "../files/failed-rows.js";
import { importFiles } from "../files/import-files.js";
import { isCsv, type OrderFile, openCountedOrders } from "../files/open-orders.js";
import { CliUsageError } from "../usage-error.js";
import { checkCommand } from "./check-command.js";

export interface ImportCommandOptions extends OrderFile {
  /** Default: beside the file. */
  readonly checkpoint?: string | undefined;
  /** Where failed rows go. Default: beside the file. */
  readonly failed?: string | undefined;
  readonly dryRun: boolean;
  readonly consent: "drop" | "send";
  readonly before?: Date | undefined;
  readonly concurrency: number;
  readonly rate?: number | undefined;
  readonly maxFailures?: number | undefined;
  /** Hours. */
  readonly maxOutage: number;
  readonly country?: string | undefined;
  readonly envFile?: string | undefined;
  readonly json: boolean;
}

const hourMs = 3_600_000;

function exitCodeOf({ finished, failed, stopReason }: ImportSummary): ExitCode {
  if (finished) return failed > 0 ? EXIT.failures : EXIT.success;
  if (stopReason === "credentials" || stopReason === "integration_token") return EXIT.credentials;
  return stopReason === "aborted" ? EXIT.interrupted : EXIT.stopped;
}

/** `privy-orders import`: sends a file's orders as past ones, and continues where an earlier run ended. */
export async function importCommand(io: CliIo, options: ImportCommandOptions): Promise<ExitCode> {
  const { json } = options;
  if (options.dryRun) return checkCommand(io, options);
  const files = await importFiles({ ...options, isCsv: isCsv(options) });
  const display = createProgressDisplay({ io, json });
  let progress: ImportProgress | undefined;
  const client = new PrivyClient({
    ...(await connectionFrom(io, options.envFile)),
    defaultCountry: options.country,
    observer: waitObserver(({ until }) => {
      if (progress !== undefined && progress.waiting === undefined)
        display.update({ ...progress, waiting: { reason: "rate_limit", until } });
    }),
  });
  const source = await openCountedOrders(options);
  const failedRows = createFailedRows(files.failed);
  const failures = createFailureGroups();
  const run = startImport(client, source, {
    checkpoint: fileCheckpoint(files.checkpoint),
    consent: options.consent,
    before: options.before,
    concurrency: options.concurrency,
    maxPerMinute: options.rate,
    maxFailures: options.maxFailures,
    maxOutageMs: options.maxOutage * hourMs,
    onDailyLimit: "wait",
    onProgress: (current) => {
      progress = current;
      display.update(current);
    },
    onOutcome: async (outcome) => {
      if (outcome.status !== "failed") return;
      await failedRows.add(outcome);
      failures.add(outcome);
      display.failure(describeFailure(outcome), { position: outcome.position, reason: reasonOf(outcome) });
    },
  });
  let interrupts = 0;
  const stopListening = io.onInterrupt(() => {
    interrupts += 1;
    if (interrupts > 1) io.exit(EXIT.interrupted);
    display.stop();
    io.stderr.write("\nStopping: running requests are finished first. Press Ctrl-C again to end at once.\n");
    run.stop();
  });
  try {
    const summary = await run.summary;
    display.stop();
    await failedRows.close();
    if (json) {
      const { error, ...rest } = summary;
      const message = error instanceof Error ? error.message : undefined;
      const about = { error: message, failedRows: failedRows.path, failures: failures.groups };
      io.stdout.write(`${JSON.stringify({ event: "summary", ...rest, ...about })}\n`);
    } else {
      const about = { checkpointPath: files.checkpoint, failedRows, failures: failures.groups, io };
      io.stdout.write(`${describeSummary(summary, about)}\n`);
    }
    return exitCodeOf(summary);
  } catch (error) {
    display.stop();
    // The checkpoint's lock is written first.
    if (error instanceof FileWriteError && error.path.startsWith(files.checkpoint))
      throw new CliUsageError(`Nothing was sent: ${error.message} (--checkpoint).`);
    if (error instanceof FileWriteError) return reportUnwritable(io, { error, json, progress });
    if (!(error instanceof InvalidInputError)) throw error;
    throw new CliUsageError(
      `Nothing was sent: the checkpoint ${files.checkpoint} cannot be used here.\n${describeIssues(error.issues)}`,
    );
  } finally {
    stopListening();
    display.stop();
    await failedRows.close();
  }
}

/** Ends when failed rows could not be written; unfinished rows are not marked as done, so a later run sends them again. */
function reportUnwritable(
  io: CliIo,
  {
    error,
    json,
    progress,
  }: {
    readonly error: FileWriteError;
    readonly json: boolean;
    readonly progress: ImportProgress | undefined;
  },
): ExitCode {
  const { message } = error;
  if (json)
    io.stdout.write(
      `${JSON.stringify({ event: "summary", ...progress, finished: false, stopReason: "failed_rows", error: message })}\n`,
    );
  else
    io.stderr.write(
      `Stopped: ${message}.\nMake that possible, and run the same command again: it continues where it was.\n`,
    );
  return EXIT.stopped;
}
