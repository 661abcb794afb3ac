import { readFile } from "node:fs/promises";
import { InvalidInputError } from "../errors/invalid-input-error.js";
import type { OrderSource } from "../import/import-record.js";
import {
  type OrderFileFormat,
  type OrderFileOptions,
  openOrderFile,
} from "../import/node/open-order-file.js";
import { describeIssues } from "./display/describe-failure.js";
import { CliUsageError } from "./usage-error.js";

export const FORMATS: readonly OrderFileFormat[] = ["ndjson", "json", "csv", "shopify-csv"];

export interface OrderFile {
  readonly file: string;
  /** Default: by the file's name. */
  readonly format?: OrderFileFormat | undefined;
  /** A JSON file with the reader's options: the columns of a CSV file, for example. */
  readonly mapping?: string | undefined;
}

async function readMapping(path: string): Promise<object> {
  let mapping: unknown;
  try {
    mapping = JSON.parse(await readFile(path, "utf8"));
  } catch {
    throw new CliUsageError(`${path} (--mapping) cannot be used: it is no readable file with JSON`);
  }
  if (typeof mapping !== "object" || mapping === null || Array.isArray(mapping))
    throw new CliUsageError(
      `${path} (--mapping) cannot be used: it must hold a JSON object such as {"columns": {…}}`,
    );
  return mapping;
}

function describeReadError(error: unknown): string {
  if (error instanceof InvalidInputError) {
    const subject = error.message.split(":\n", 1)[0] ?? "";
    return `${subject.replace(/^The (?:source|file)/, "it")}: ${describeIssues(error.issues)}`;
  }
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  return typeof code === "string" ? code : "unknown error";
}

/**
 * Opens a file of orders. It is read through once to count the records, so that there is an ETA, and so that a file that
 * breaks off in its middle is known before the first order is sent.
 *
 * @throws CliUsageError when the file cannot be used
 */
export async function openOrders({ file, format, mapping }: OrderFile): Promise<OrderSource> {
  const given = mapping === undefined ? {} : await readMapping(mapping);
  // What the mapping holds is checked by the reader, which names what is wrong with it.
  const options = { ...given, ...(format === undefined ? {} : { format }) } as OrderFileOptions;
  let total = 0;
  try {
    const source = await openOrderFile(file, { ...options, count: false });
    for await (const _ of source) total += 1;
    if (total > 0) return await openOrderFile(file, { ...options, total });
  } catch (error) {
    throw new CliUsageError(`${file} cannot be used: ${describeReadError(error)}`);
  }
  throw new CliUsageError(`${file} cannot be used: there is no record in it`);
}
