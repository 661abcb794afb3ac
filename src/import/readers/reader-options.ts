import { type InputIssue, InvalidInputError } from "../../errors/invalid-input-error.js";
import { unknownOptions } from "../../http/options/unknown-options.js";
import { requireObject } from "../../schemas/objects/require-object.js";
import type { OrderMapper } from "./map-record.js";
import { TEXT_ENCODINGS, type TextEncoding } from "./text-encoding.js";

/** The options of every reader. */
export interface ReaderOptions {
  /** Identifies this file, for checkpoints. `openOrderFile` sets one. */
  readonly fingerprint?: string | undefined;
  /** The number of records, for progress and ETA, if it is known. */
  readonly total?: number | undefined;
  /** The encoding of a file that does not begin with a byte order mark. Default "utf-8". It is never guessed. */
  readonly encoding?: TextEncoding | undefined;
  /** The most characters that one record may have; default 16,777,216 (16 Mi). It limits the memory for a broken file. */
  readonly maxRecordLength?: number | undefined;
}

/** The options of the JSON readers. */
export interface JsonReaderOptions extends ReaderOptions {
  /** Turns each record into an order, for example `fromShopifyWebhook`. Default: the record is an order in Privy's form. */
  readonly map?: OrderMapper | undefined;
  /**
   * The key of the record with the time of the order's last change, for example `updated_at`: of two states of one
   * order, the import then sends the newer one. Without `map`, this key is not a field of the order.
   */
  readonly updatedAt?: string | undefined;
}

export const defaultMaxRecordLength: number = 2 ** 24;

export const readerOptionNames: readonly string[] = ["fingerprint", "total", "maxRecordLength", "encoding"];

/** Returns the problems of the options that all readers share, and of unknown options. */
export function readerOptionIssues(options: ReaderOptions, ownNames: readonly string[]): InputIssue[] {
  requireObject(options, "The reader was not created", "must be an object of options, or be left out");
  const issues = unknownOptions(options, [...readerOptionNames, ...ownNames], "this reader");
  const { maxRecordLength, total, encoding } = options;
  if (maxRecordLength !== undefined && !(Number.isSafeInteger(maxRecordLength) && maxRecordLength > 0)) {
    issues.push({
      code: "invalid",
      path: ["maxRecordLength"],
      message: "must be a whole number of characters above 0",
    });
  }
  if (total !== undefined && !(Number.isSafeInteger(total) && total >= 0)) {
    issues.push({ code: "invalid", path: ["total"], message: "must be a whole number, 0 or more" });
  }
  if (encoding !== undefined && !TEXT_ENCODINGS.includes(encoding)) {
    issues.push({
      code: "invalid",
      path: ["encoding"],
      message: `must be one of ${TEXT_ENCODINGS.join(", ")}`,
    });
  }
  return issues;
}

/** Throws InvalidInputError if there are problems. */
export function refuseOptions(issues: readonly InputIssue[]): void {
  if (issues.length > 0) throw new InvalidInputError("The reader was not created", issues);
}

/** Checks the options. Throws InvalidInputError for unknown or wrong ones. */
export function checkJsonOptions(options: JsonReaderOptions): void {
  const issues = readerOptionIssues(options, ["map", "updatedAt"]);
  if (options.map !== undefined && typeof options.map !== "function") {
    issues.push({ code: "invalid", path: ["map"], message: "must be a function" });
  }
  if (
    options.updatedAt !== undefined &&
    (typeof options.updatedAt !== "string" || options.updatedAt === "")
  ) {
    issues.push({ code: "invalid", path: ["updatedAt"], message: "must be the name of a key" });
  }
  refuseOptions(issues);
}

/** Returns the problem of a record that is too long. */
export function tooLongIssue(maxLength: number): InputIssue {
  return {
    code: "unreadable",
    path: [],
    message: `is longer than ${maxLength} characters (option maxRecordLength), and was skipped`,
  };
}
