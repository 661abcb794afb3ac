import { checkImportOptions } from "./check-import-options.js";
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

/**
 * An import under way. Await it for its summary; it rejects only when it cannot begin, or with the error that one of the
 * caller's callbacks threw. Iterate over it for the outcome of
 * each record: then the import goes no faster than the loop, and leaving the loop ends it.
 */
export interface ImportRun extends PromiseLike<ImportSummary>, AsyncIterable<ImportOutcome> {
  readonly summary: Promise<ImportSummary>;
  /** How far it has come; nothing before the first record. */
  readonly progress: ImportProgress | undefined;
  /** Takes no further record until `resume`; what is under way is finished. */
  pause(): void;
  resume(): void;
  /** Ends the import between orders, as the option `signal` does. */
  stop(): void;
}

/**
 * Brings a store's past orders to Privy, one by one: there is no batch endpoint. Every order is sent with
 * `initial_sync: true`, so that it starts no flow and earns no campaign revenue (CI), and without marketing consent
 * unless `consent: "send"` says otherwise, so that it signs nobody up. Orders of one `order_id` keep their order.
 *
 * It takes the backfill lane: live orders of the same client go first. It uses what the account's budgets leave, never
 * more. A record that is refused is reported and passed over; refused credentials end the import with nothing marked as
 * done. With a checkpoint a later run goes on where this one ended, after a crash, too: nothing is lost, and only the
 * orders that were under way are sent again, which is harmless.
 *
 * @throws InvalidInputError (by rejection) for bad options, and for a checkpoint that belongs to another source or other options
 */
export function importOrders(
  client: ImportClient,
  source: ImportSource,
  options: ImportOptions = {},
): ImportRun {
  const control = createRunControl();
  const outcomes = createOutcomeStream(() => control.stop());
  let progress: ImportProgress | undefined;
  const summary = (async () => {
    checkImportOptions(options);
    return runImport(client, source, {
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
    });
  })().finally(() => outcomes.end());
  // Whoever only iterates hears of a rejection by the loop's end and the summary; it must not end the process.
  summary.catch(() => undefined);
  return {
    summary,
    get progress() {
      return progress;
    },
    pause: () => control.pause(),
    resume: () => control.resume(),
    stop: () => control.stop(),
    // biome-ignore lint/suspicious/noThenProperty: awaiting a run for its summary is what most callers want
    then: (onFulfilled, onRejected) => summary.then(onFulfilled, onRejected),
    [Symbol.asyncIterator]: () => outcomes.iterate(summary),
  };
}
