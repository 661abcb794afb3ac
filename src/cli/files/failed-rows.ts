import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { ImportOutcome } from "../../import/import-options.js";
import { naming } from "../../import/node/file-write-error.js";
import { describeFailure } from "../display/describe-failure.js";

/** Stores failed records in a file that can be corrected and imported, and the reasons in another. */
export interface FailedRows {
  readonly path: string;
  readonly reasonsPath: string;
  /** Adds a failed record. Throws FileWriteError that names the file when it cannot be written. */
  add(outcome: ImportOutcome): Promise<void>;
  close(): Promise<void>;
}

const { O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_RDWR } = constants;

/** Characters kept of one record, more than any order has. */
const longestRow = 1_000_000;

/** Exact integers as digits: JSON has them, `JSON.stringify` does not. */
const exact = (_key: string, value: unknown): unknown =>
  typeof value === "bigint" ? value.toString() : value;

/** The original form of a record from a CSV reader. */
function csvOf(raw: unknown): { readonly header: string; readonly rows: string } | undefined {
  if (typeof raw !== "object" || raw === null || !("header" in raw && "rows" in raw)) return undefined;
  return { header: String(raw.header), rows: String(raw.rows) };
}

/** Returns the record's original form, if it is known: a line of JSON, or rows of CSV. */
function rowsOf({ raw, order }: ImportOutcome): string {
  const csv = csvOf(raw);
  if (csv !== undefined) return csv.rows;
  const text = typeof raw === "string" ? raw.trim() : JSON.stringify(order ?? raw ?? null, exact);
  // A break in JSON stands between its parts, where a blank means the same: inside a text it is escaped.
  return text.slice(0, longestRow).replace(/[\r\n]+/g, " ");
}

/** Opens a file for its owner alone, at its end and on a line of its own. A symbolic link is refused. */
async function openRows(path: string, head: string): Promise<FileHandle> {
  const file = await open(path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW, 0o600);
  try {
    const { size, nlink } = await file.stat();
    if (nlink > 1) throw Object.assign(new Error("has a second hard link"), { code: "ELOOP" });
    await file.chmod(0o600);
    if (size === 0) await file.appendFile(head);
    else {
      // An earlier run may have been cut off in the middle of a line.
      const last = Buffer.alloc(1);
      await file.read(last, 0, 1, size - 1);
      if (last[0] !== 10) await file.appendFile("\n");
    }
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** The files are created at the first failure, readable for their owner only, because they hold customers' data. */
export function createFailedRows(path: string): FailedRows {
  const reasonsPath = `${path.replace(/\.(?:csv|ndjson)$/, "")}.reasons.txt`;
  let rows: FileHandle | undefined;
  let reasons: FileHandle | undefined;
  let last: Promise<void> = Promise.resolve();
  const write = async (outcome: ImportOutcome): Promise<void> => {
    const csv = csvOf(outcome.raw);
    // The mark says that the file is UTF-8, whatever encoding the mapping names for the file that it comes from.
    const head = csv === undefined ? "" : `\ufeff${csv.header}\n`;
    await naming(path, async () => {
      rows ??= await openRows(path, head);
      await rows.appendFile(`${rowsOf(outcome)}\n`);
    });
    await naming(reasonsPath, async () => {
      reasons ??= await openRows(reasonsPath, "");
      await reasons.appendFile(`${describeFailure(outcome)}\n`);
    });
  };
  return {
    path,
    reasonsPath,
    add(outcome) {
      // One after the other: the files open once, and a row and its reason stand in the same place. After one that could
      // not be written none is: it would be glued to a half line.
      last = last.then(() => write(outcome));
      return last;
    },
    async close() {
      await last.catch(() => undefined);
      const open = [rows, reasons];
      rows = undefined;
      reasons = undefined;
      await open[0]?.sync().catch(() => undefined);
      for (const file of open) await file?.close();
    },
  };
}
