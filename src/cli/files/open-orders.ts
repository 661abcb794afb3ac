import { readFile } from "node:fs/promises";
import { InvalidInputError } from "../../errors/invalid-input-error.js";
import { batchesOf, type ImportRecord, type OrderSource } from "../../import/import-record.js";
import {
  type OrderFileFormat,
  type OrderFileOptions,
  openOrderFile,
} from "../../import/node/open-order-file.js";
import { describeIssues } from "../display/describe-failure.js";
import { CliUsageError } from "../usage-error.js";

export const FORMATS: readonly OrderFileFormat[] = [
  "ndjson",
  "json",
  "csv",
  "shopify-csv",
  "shopify-bulk",
  "woocommerce-csv",
];

/** The file of orders, and how it is read. */
export interface OrderFile {
  readonly file: string;
  /** Default: by the file's name. */
  readonly format?: OrderFileFormat | undefined;
  /** A JSON file with the reader's options: the columns of a CSV file, for example. */
  readonly mapping?: string | undefined;
  /** Of Shopify's export: the column with the ids. */
  readonly orderId?: "Id" | "Name" | undefined;
  /** Of WooCommerce's export: the shop's time zone. */
  readonly timeZone?: string | undefined;
}

/** Returns whether the file's rows are CSV, the only format with a mapping. */
export function isCsv({ file, format, mapping }: OrderFile): boolean {
  if (format !== undefined) return format.endsWith("csv");
  return mapping !== undefined || /\.csv(?:\.gz)?$/i.test(file);
}

async function readMapping(path: string): Promise<object> {
  let mapping: unknown;
  try {
    mapping = JSON.parse(await readFile(path, "utf8"));
  } catch {
    throw new CliUsageError(`${path} (--mapping) cannot be used: it is not a readable JSON file`);
  }
  if (typeof mapping !== "object" || mapping === null || Array.isArray(mapping))
    throw new CliUsageError(
      `${path} (--mapping) cannot be used: it must contain a JSON object such as {"columns": {…}}`,
    );
  return mapping;
}

function describeReadError(error: unknown): string {
  if (error instanceof InvalidInputError) {
    const subject = error.message.split(":\n", 1)[0] ?? "";
    // Problems of options and mappings stand on lines of their own.
    if (subject === "The reader was not created")
      return `\n  ${describeIssues(error.issues).replaceAll("; ", "\n  ")}`;
    return `${subject.replace(/^The (?:source|file)/, "it")}: ${describeIssues(error.issues)}`;
  }
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  return typeof code === "string" ? code : "unknown error";
}

function unusable(file: string, error: unknown): CliUsageError {
  if (error instanceof CliUsageError) return error;
  return new CliUsageError(`${file} cannot be used:${describeReadError(error).replace(/^(?!\n)/, " ")}`);
}

/** Throws CliUsageError that names the file when it cannot be read. */
export async function refusingFile<Result>(file: string, action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    throw unusable(file, error);
  }
}

/** Creates the reader of a file of orders. Throws CliUsageError when the file cannot be used. */
export async function openOrders(
  { file, format, mapping, orderId, timeZone }: OrderFile,
  total?: number,
): Promise<OrderSource> {
  if (mapping !== undefined && format !== undefined && format !== "csv")
    throw new CliUsageError(`--mapping is for CSV, not for --format ${format}: leave one of the two out.`);
  if (orderId !== undefined && format !== "shopify-csv")
    throw new CliUsageError("--order-id is for --format shopify-csv; a mapping names the column itself.");
  if (timeZone !== undefined && format !== "woocommerce-csv")
    throw new CliUsageError(
      "--time-zone is for --format woocommerce-csv; a mapping has a time zone of its own.",
    );
  const given = mapping === undefined ? {} : { ...(await readMapping(mapping)), format: "csv" };
  const named = {
    ...given,
    ...(format && { format }),
    ...(orderId && { orderId }),
    ...(timeZone && { timeZone }),
  };
  // The reader checks the mapping and names its problems.
  const options = named as OrderFileOptions;
  return await refusingFile(mapping === undefined ? file : `${file}, read by ${mapping},`, () =>
    openOrderFile(file, { ...options, count: false, total }),
  );
}

/** Reads a file of orders, in batches. Throws CliUsageError when it breaks off, or has no records. */
export async function* readOrders(file: string, source: OrderSource): AsyncGenerator<Iterable<ImportRecord>> {
  let records = 0;
  function* recordsOf(batch: Iterable<ImportRecord>): Generator<ImportRecord> {
    try {
      for (const record of batch) {
        records += 1;
        yield record;
      }
    } catch (error) {
      throw unusable(file, error);
    }
  }
  try {
    for await (const batch of batchesOf(source)) yield recordsOf(batch);
  } catch (error) {
    throw unusable(file, error);
  }
  if (records === 0) throw new CliUsageError(`${file} cannot be used: it has no orders`);
}

/**
 * Opens a file of orders and reads it once to its end, so that the ETA is known, and a file that breaks off is found
 * before the first order is sent.
 *
 * @throws CliUsageError when the file cannot be used
 */
export async function openCountedOrders(orders: OrderFile): Promise<OrderSource> {
  let total = 0;
  for await (const batch of readOrders(orders.file, await openOrders(orders)))
    for (const _ of batch) total += 1;
  return await openOrders(orders, total);
}
