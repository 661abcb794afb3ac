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

/** An import under way. */
export interface ImportRun {
  /** How it ended. Rejects only when it cannot begin, or with the error that one of the caller's callbacks threw. */
  readonly summary: Promise<ImportSummary>;
  /** What becomes of each record: the import goes no faster than the loop over it, and leaving the loop ends the import. */
  readonly outcomes: AsyncIterable<ImportOutcome>;
  /** How far it has come; nothing before the first record. */
  readonly progress: ImportProgress | undefined;
  /** Takes no further record until `resume`; what is under way is finished. */
  pause(): void;
  resume(): void;
  /** Ends the import between orders, as the option `signal` does. */
  stop(): void;
}

/**
 * Begins an import and gives its controls; for the rest it is as `importOrders`.
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
  // A caller that only loops meets the rejection at the loop's end; it must not end the process.
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
