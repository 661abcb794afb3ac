import { InvalidInputError } from "../../errors/invalid-input-error.js";
import type { ImportSummary } from "../../import/import-options.js";
import { fileCheckpoint } from "../../import/node/file-checkpoint.js";
import { startImport } from "../../import/start-import.js";
import { PrivyClient } from "../../privy/privy-client.js";
import type { CliIo } from "../cli-io.js";
import { connectionFrom } from "../connection.js";
import { describeFailure, describeIssues } from "../display/describe-failure.js";
import { describeSummary } from "../display/describe-summary.js";
import { createProgressDisplay } from "../display/progress-display.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { createFailedRows } from "../failed-rows.js";
import { type OrderFile, openCountedOrders } from "../open-orders.js";
import { CliUsageError } from "../usage-error.js";
import { checkCommand } from "./check-command.js";

export interface ImportCommandOptions extends OrderFile {
  /** Default: beside the file. */
  readonly checkpoint?: string | undefined;
  /** Where failed rows go. Default: beside the file. */
  readonly failed?: string | undefined;
  readonly dryRun: boolean;
  readonly consent: "drop" | "send";
  readonly concurrency: number;
  readonly rate?: number | undefined;
  readonly maxFailures?: number | undefined;
  readonly country?: string | undefined;
  readonly envFile?: string | undefined;
  readonly json: boolean;
}

function exitCodeOf({ finished, failed, stopReason }: ImportSummary): ExitCode {
  if (finished) return failed > 0 ? EXIT.failures : EXIT.success;
  if (stopReason === "credentials" || stopReason === "integration_token") return EXIT.credentials;
  return stopReason === "aborted" ? EXIT.interrupted : EXIT.stopped;
}

/** `privy-orders import`: sends a file's orders as past ones, and goes on where an earlier run ended. */
export async function importCommand(io: CliIo, options: ImportCommandOptions): Promise<ExitCode> {
  const { file, json } = options;
  if (options.dryRun) return checkCommand(io, options);
  const client = new PrivyClient({
    ...(await connectionFrom(io, options.envFile)),
    defaultCountry: options.country,
  });
  const source = await openCountedOrders(options);
  const checkpointPath = options.checkpoint ?? `${file}.checkpoint.json`;
  const checkpoint = fileCheckpoint(checkpointPath);
  const resumed = (await checkpoint.load()) !== undefined;
  const failedRows = createFailedRows({
    path: options.failed ?? `${file.replace(/\.\w+(?:\.gz)?$/, "")}.failed.ndjson`,
    append: resumed,
  });
  if (failedRows.path === file || checkpointPath === file)
    throw new CliUsageError(
      "The failed rows and the checkpoint need files of their own: see --failed and --checkpoint.",
    );
  const display = createProgressDisplay({ io, json });
  const run = startImport(client, source, {
    checkpoint,
    consent: options.consent,
    concurrency: options.concurrency,
    maxPerMinute: options.rate,
    maxFailures: options.maxFailures,
    onDailyLimit: "wait",
    onProgress: (progress) => display.update(progress),
    onOutcome: async (outcome) => {
      if (outcome.status !== "failed") return;
      await failedRows.add(outcome);
      display.failure(describeFailure(outcome), {
        position: outcome.position,
        reason: describeFailure(outcome),
      });
    },
  });
  let interrupts = 0;
  const stopListening = io.onInterrupt(() => {
    interrupts += 1;
    if (interrupts > 1) io.exit(EXIT.interrupted);
    display.stop();
    io.stderr.write(
      "\nStopping: the orders under way are finished first. Press Ctrl-C again to end at once.\n",
    );
    run.stop();
  });
  try {
    const summary = await run.summary;
    display.stop();
    await failedRows.close();
    if (json) {
      const { error, ...rest } = summary;
      const message = error instanceof Error ? error.message : undefined;
      io.stdout.write(
        `${JSON.stringify({ event: "summary", ...rest, error: message, failedRows: failedRows.path })}\n`,
      );
    } else
      io.stdout.write(
        `${describeSummary(summary, { checkpointPath, failedRows, io, consent: options.consent })}\n`,
      );
    return exitCodeOf(summary);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    throw new CliUsageError(
      `Nothing was sent: the checkpoint ${checkpointPath} cannot be used here.\n${describeIssues(error.issues)}`,
    );
  } finally {
    stopListening();
    display.stop();
    await failedRows.close();
  }
}
