import { checkImportArguments } from "./check-import-arguments.js";
import type {
  ImportClient,
  ImportOptions,
  ImportOutcome,
  ImportProgress,
  ImportSummary,
} from "./import-options.js";
import type { ImportSource } from "./import-record.js";
import { createOutcomeStream } from "./run/outcome-stream.js";
import { createRunControl } from "./run/run-control.js";
import { runImport } from "./run/run-import.js";

/** A running import. */
export interface ImportRun {
  /** The result. Rejects only when the import cannot start, or with the error of one of the caller's callbacks. */
  readonly summary: Promise<ImportSummary>;
  /** The outcome of each record. The import goes no faster than a loop over it, and leaving the loop ends the import. */
  readonly outcomes: AsyncIterable<ImportOutcome>;
  /** The progress; undefined before the first record. */
  readonly progress: ImportProgress | undefined;
  /** Starts no further record until `resume`; running calls are finished. */
  pause(): void;
  resume(): void;
  /** Ends the import between orders, as the option `signal` does. */
  stop(): void;
}

/**
 * Starts an import and returns its controls; otherwise it works as `importOrders`.
 *
 * @throws InvalidInputError at once for bad arguments
 */
export function startImport(
  client: ImportClient,
  source: ImportSource,
  options: ImportOptions = {},
): ImportRun {
  checkImportArguments(client, source, options);
  const control = createRunControl();
  const outcomes = createOutcomeStream(() => control.stop());
  let progress: ImportProgress | undefined;
  const summary = runImport(client, source, {
    ...options,
    control,
    report: async (outcome) => {
      await options.onOutcome?.(outcome);
      await outcomes.push(outcome);
    },
    onProgress: (current) => {
      progress = current;
      options.onProgress?.(current);
    },
  }).finally(() => outcomes.end());
  // A caller that only loops gets the rejection at the loop's end; it must not end the process.
  summary.catch(() => undefined);
  return {
    summary,
    outcomes: { [Symbol.asyncIterator]: () => outcomes.iterate(summary) },
    get progress() {
      return progress;
    },
    pause: () => control.pause(),
    resume: () => control.resume(),
    stop: () => control.stop(),
  };
}
