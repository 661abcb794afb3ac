import { stat } from "node:fs/promises";
import { InvalidInputError } from "../../errors/invalid-input-error.js";
import { requireObject } from "../../schemas/objects/require-object.js";
import {
  batchedSource,
  batchesOf,
  type ImportRecord,
  type OrderSource,
  type SourceFacts,
} from "../import-record.js";
import { type CsvReaderOptions, readCsv } from "../readers/csv/read-csv.js";
import { readShopifyCsv, type ShopifyCsvReaderOptions } from "../readers/csv/shops/read-shopify-csv.js";
import {
  readWooCommerceCsv,
  type WooCommerceCsvReaderOptions,
} from "../readers/csv/shops/read-woo-commerce-csv.js";
import { decodedText } from "../readers/decoded-text.js";
import { readJsonArray } from "../readers/json/read-json-array.js";
import { readNdjson } from "../readers/json/read-ndjson.js";
import { readShopifyBulk, type ShopifyBulkReaderOptions } from "../readers/json/read-shopify-bulk.js";
import { splitLines } from "../readers/json/split-lines.js";
import type { ReaderInput } from "../readers/reader-input.js";
import type { JsonReaderOptions } from "../readers/reader-options.js";
import { SourceChangedError } from "../source-changed-error.js";
import { fileFingerprint, hasGrownFrom } from "./file-fingerprint.js";
import { readUnchanged } from "./watched-file.js";

/** The formats of an order file. */
export type OrderFileFormat = "ndjson" | "json" | "csv" | "shopify-csv" | "shopify-bulk" | "woocommerce-csv";

export interface CountOption {
  /**
   * Whether the records are counted beforehand, for progress and ETA, which reads the file once more. Default: true for
   * NDJSON, where it is quick, else false.
   */
  readonly count?: boolean | undefined;
}

/** Options of `openOrderFile`: the format and the options of its reader. With `columns` it is CSV. */
export type OrderFileOptions =
  | (CountOption & JsonReaderOptions & { readonly format?: "ndjson" | "json" | undefined })
  | (CountOption & CsvReaderOptions & { readonly format?: "csv" | undefined })
  | (CountOption & ShopifyCsvReaderOptions & { readonly format: "shopify-csv" })
  | (CountOption & ShopifyBulkReaderOptions & { readonly format: "shopify-bulk" })
  | (CountOption & WooCommerceCsvReaderOptions & { readonly format: "woocommerce-csv" });

/** The reader of each format. Its options are those of the union above; it checks them itself. */
const readers: Readonly<
  Record<OrderFileFormat, (input: ReaderInput, options: OrderFileOptions) => OrderSource>
> = {
  ndjson: (input, options) => readNdjson(input, options as JsonReaderOptions),
  json: (input, options) => readJsonArray(input, options as JsonReaderOptions),
  csv: (input, options) => readCsv(input, options as CsvReaderOptions),
  "shopify-csv": (input, options) => readShopifyCsv(input, options as ShopifyCsvReaderOptions),
  "shopify-bulk": (input, options) => readShopifyBulk(input, options as ShopifyBulkReaderOptions),
  "woocommerce-csv": (input, options) => readWooCommerceCsv(input, options as WooCommerceCsvReaderOptions),
};

const formats: readonly string[] = Object.keys(readers);

function refuse(path: string, code: "missing" | "invalid", message: string): never {
  throw new InvalidInputError("The file was not opened", [{ code, path: [path], message }]);
}

function formatOf(path: string, options: OrderFileOptions): OrderFileFormat {
  if (options.format !== undefined) {
    if (formats.includes(options.format)) return options.format;
    refuse("format", "invalid", `must be one of ${formats.join(", ")}`);
  }
  const name = path.replace(/\.gz$/i, "");
  if ("columns" in options) return "csv";
  if (/\.(?:ndjson|jsonl)$/i.test(name)) return "ndjson";
  if (/\.json$/i.test(name)) return "json";
  const message = /\.csv$/i.test(name)
    ? 'is needed for a CSV file: "shopify-csv" for Shopify\'s export, or "csv" with a mapping (columns)'
    : `is needed, since the file's name does not show it: one of ${formats.join(", ")}`;
  return refuse("format", "missing", message);
}

async function countLines(open: () => AsyncIterable<Uint8Array>, options: OrderFileOptions): Promise<number> {
  let count = 0;
  for await (const lines of splitLines(decodedText(open, options.encoding), 2 ** 24)) {
    for (const { text, isTooLong } of lines) if (isTooLong || text.trim() !== "") count += 1;
  }
  return count;
}

async function countRecords(source: OrderSource): Promise<number> {
  let count = 0;
  for await (const batch of batchesOf(source)) for (const _record of batch) count += 1;
  return count;
}

/** Returns the options that change the records of a file. */
function meaningOf(format: OrderFileFormat, options: OrderFileOptions): string {
  const { count: _count, fingerprint: _fingerprint, total: _total, ...rest } = options;
  return JSON.stringify({ ...rest, format }, (_key, value: unknown) =>
    typeof value === "function" ? `function ${value.name}` : value,
  );
}

/** Returns whether a file of this format can grow without changing its earlier records. */
const isOneRecordALine = (format: OrderFileFormat, options: OrderFileOptions): boolean =>
  format === "ndjson" || (format === "csv" && !("groupBy" in options && options.groupBy !== undefined));

/** Creates a source that must have as many records as were counted. */
function ofLength(source: OrderSource, total: number, facts: SourceFacts): OrderSource {
  return batchedSource(async function* () {
    let read = 0;
    function* counted(batch: Iterable<ImportRecord>): Generator<ImportRecord> {
      for (const record of batch) {
        read += 1;
        yield record;
      }
    }
    for await (const batch of batchesOf(source)) yield counted(batch);
    if (read !== total) {
      const message = `has ${read} records, but ${total} were counted when it was opened: run the import again`;
      throw new SourceChangedError(message);
    }
  }, facts);
}

/**
 * Opens a file of past orders: NDJSON, a JSON array, CSV or Shopify's export, each with or without gzip. The file is
 * opened again for each reading, read as fast as the orders go, and never held whole. The source's fingerprint
 * identifies the content and the way it is read, so that a checkpoint is not used with the wrong file. A file that
 * changes while it is read ends the reading with a `SourceChangedError`; a file with an order on each line may grow
 * between two runs.
 *
 * @param path the file; `.ndjson`, `.jsonl` and `.json`, also with `.gz`, name their format
 * @throws InvalidInputError (by rejection) for bad options, an unknown format, and for a path that is not a file;
 *   another error of the file system, such as ENOENT, comes as it is
 */
export async function openOrderFile(path: string, options: OrderFileOptions = {}): Promise<OrderSource> {
  if (typeof path !== "string" || path === "")
    refuse("path", "invalid", "must be the path of a file, as text");
  requireObject(options, "The file was not opened", "must be an object of options, or be left out");
  const format = formatOf(path, options);
  const first = await stat(path);
  if (!first.isFile()) {
    refuse(
      "path",
      "invalid",
      "must be a file: not a folder, and not a pipe, which could not be read again after a crash",
    );
  }
  const open = (): AsyncIterable<Uint8Array> => readUnchanged(path, first);
  const { count = format === "ndjson", format: _format, ...given } = options;
  const meaning = meaningOf(format, options);
  const fingerprint = options.fingerprint ?? (await fileFingerprint(path, meaning));
  const source = readers[format](open, { ...given, fingerprint } as OrderFileOptions); // the same options but for one
  const facts = (total: number | undefined): SourceFacts => ({
    fingerprint,
    total,
    ...(isOneRecordALine(format, options) && {
      continues: (earlier: string) => hasGrownFrom(path, earlier, meaning),
    }),
  });
  let total = options.total;
  if (count && total === undefined) {
    // A file that breaks off is reported while it is read, at that record.
    total = await (format === "ndjson" ? countLines(open, options) : countRecords(source)).catch(
      () => undefined,
    );
  }
  return total === undefined
    ? batchedSource(() => batchesOf(source), facts(undefined))
    : ofLength(source, total, facts(total));
}
