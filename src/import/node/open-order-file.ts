import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { InvalidInputError } from "../../errors/invalid-input-error.js";
import type { OrderSource } from "../import-record.js";
import { type CsvReaderOptions, readCsv } from "../readers/csv/read-csv.js";
import { readShopifyCsv, type ShopifyCsvReaderOptions } from "../readers/csv/shops/read-shopify-csv.js";
import { decodedText } from "../readers/decoded-text.js";
import { readJsonArray } from "../readers/json/read-json-array.js";
import { readNdjson } from "../readers/json/read-ndjson.js";
import { splitLines } from "../readers/json/split-lines.js";
import type { JsonReaderOptions } from "../readers/reader-options.js";
import type { TextEncoding } from "../readers/text-encoding.js";
import { fileFingerprint } from "./file-fingerprint.js";

/** What an order file can be. */
export type OrderFileFormat = "ndjson" | "json" | "csv" | "shopify-csv";

interface CountOption {
  /**
   * Whether the records are counted beforehand, which reads the file once more; for progress and ETA. Default: true for
   * NDJSON, where it is quick, false for the rest, where it is not.
   */
  readonly count?: boolean | undefined;
}

/** How an order file is read: its format and the options of the reader for it. */
export type OrderFileOptions =
  | (CountOption & JsonReaderOptions & { readonly format?: "ndjson" | "json" | undefined })
  | (CountOption & CsvReaderOptions & { readonly format: "csv" })
  | (CountOption & ShopifyCsvReaderOptions & { readonly format: "shopify-csv" });

const formats: readonly string[] = ["ndjson", "json", "csv", "shopify-csv"];

function formatOf(path: string): OrderFileFormat {
  const name = path.replace(/\.gz$/i, "");
  if (/\.(?:ndjson|jsonl)$/i.test(name)) return "ndjson";
  if (/\.json$/i.test(name)) return "json";
  const message = /\.csv$/i.test(name)
    ? 'is needed for a CSV file: "shopify-csv" for Shopify\'s export, or "csv" with a mapping (columns)'
    : `is needed, since the file's name does not tell: one of ${formats.join(", ")}`;
  throw new InvalidInputError("The file was not opened", [{ code: "missing", path: ["format"], message }]);
}

async function countRecords(
  open: () => AsyncIterable<Uint8Array>,
  source: OrderSource,
  { isLines, encoding }: { readonly isLines: boolean; readonly encoding: TextEncoding | undefined },
) {
  let count = 0;
  try {
    if (isLines) {
      for await (const { text, isTooLong } of splitLines(decodedText(open, encoding), 2 ** 24)) {
        if (isTooLong || text.trim() !== "") count += 1;
      }
    } else for await (const _record of source) count += 1;
  } catch {
    // A file that breaks off is told by the reading itself, at the record where it does.
    return undefined;
  }
  return count;
}

/** What the same file must be read with for the records to be the same. */
function meaningOf(format: OrderFileFormat, options: OrderFileOptions): string {
  const { count: _count, fingerprint: _fingerprint, total: _total, ...rest } = options;
  return JSON.stringify({ ...rest, format }, (_key, value: unknown) =>
    typeof value === "function" ? `function ${value.name}` : value,
  );
}

/**
 * Opens a file of past orders: NDJSON, a JSON array, CSV or Shopify's export, each with or without gzip. The file is opened
 * anew for each reading and read as fast as the orders go; it is never held whole. The source's fingerprint tells this
 * content, read in this way, from any other, so that a checkpoint is not used with the wrong file.
 *
 * @param path the file; `.ndjson`, `.jsonl` and `.json`, also with `.gz`, tell their format
 * @throws InvalidInputError (by rejection) for bad options, an unknown format, and for what is no file; what the file system
 * says otherwise, such as ENOENT, comes as it is
 */
export async function openOrderFile(path: string, options: OrderFileOptions = {}): Promise<OrderSource> {
  const format = options.format ?? formatOf(path);
  if (!formats.includes(format)) {
    const message = `must be one of ${formats.join(", ")}`;
    throw new InvalidInputError("The file was not opened", [{ code: "invalid", path: ["format"], message }]);
  }
  if (!(await stat(path)).isFile()) {
    const message =
      "must be a file: not a folder, and not a pipe, which could not be read again after a crash";
    throw new InvalidInputError("The file was not opened", [{ code: "invalid", path: ["path"], message }]);
  }
  const open = (): AsyncIterable<Uint8Array> => createReadStream(path, { highWaterMark: 262_144 });
  const { count = format === "ndjson", format: _format, ...given } = options;
  const fingerprint = options.fingerprint ?? (await fileFingerprint(path, meaningOf(format, options)));
  const read = (total: number | undefined): OrderSource => {
    const about = { ...given, fingerprint, total };
    // The union of the options ties each format to its reader's; destructuring has parted the two.
    if (format === "csv") return readCsv(open, about as CsvReaderOptions);
    if (format === "shopify-csv") return readShopifyCsv(open, about as ShopifyCsvReaderOptions); // as above
    return format === "json"
      ? readJsonArray(open, about as JsonReaderOptions) // as above
      : readNdjson(open, about as JsonReaderOptions); // as above
  };
  const source = read(options.total);
  if (!count || options.total !== undefined) return source;
  return read(await countRecords(open, source, { isLines: format === "ndjson", encoding: options.encoding }));
}
