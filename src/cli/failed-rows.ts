import { type FileHandle, open } from "node:fs/promises";
import type { ImportOutcome } from "../import/import-options.js";
import { describeFailure } from "./display/describe-failure.js";

/** Keeps the records that failed, in a file that can be imported once they are mended, and the reasons in another. */
export interface FailedRows {
  readonly path: string;
  readonly reasonsPath: string;
  add(outcome: ImportOutcome): Promise<void>;
  close(): Promise<void>;
}

export interface FailedRowsOptions {
  readonly path: string;
  /** Whether an earlier run's rows are kept. */
  readonly append: boolean;
}

/** Exact integers as digits: JSON has them, `JSON.stringify` does not. */
const exact = (_key: string, value: unknown): unknown =>
  typeof value === "bigint" ? value.toString() : value;

/** The record as one line, as it was read where that is known. */
function lineOf({ raw, order }: ImportOutcome): string {
  if (typeof raw === "string" && !/[\r\n]/.test(raw)) return raw;
  return JSON.stringify(order ?? raw ?? null, exact);
}

/** The files are made with the first failure, readable for their owner only: they hold customers' data. */
export function createFailedRows({ path, append }: FailedRowsOptions): FailedRows {
  const reasonsPath = `${path.replace(/\.ndjson$/, "")}.reasons.txt`;
  let files: { rows: FileHandle; reasons: FileHandle } | undefined;
  let last: Promise<void> = Promise.resolve();
  const write = async (outcome: ImportOutcome): Promise<void> => {
    const flag = append ? "a" : "w";
    files ??= { rows: await open(path, flag, 0o600), reasons: await open(reasonsPath, flag, 0o600) };
    await files.rows.appendFile(`${lineOf(outcome)}\n`);
    await files.reasons.appendFile(`${describeFailure(outcome)}\n`);
  };
  return {
    path,
    reasonsPath,
    add(outcome) {
      // One after the other: the files open once, and a row and its reason stand in the same place.
      last = last.then(() => write(outcome));
      return last;
    },
    async close() {
      await last.catch(() => undefined);
      const open = files;
      files = undefined;
      await open?.rows.sync();
      await Promise.all([open?.rows.close(), open?.reasons.close()]);
    },
  };
}
