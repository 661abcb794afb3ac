import { batchedSource, type ImportRecord, type OrderSource } from "../../import-record.js";
import { decodedText } from "../decoded-text.js";
import { checkInput, type ReaderInput } from "../reader-input.js";
import {
  checkJsonOptions,
  defaultMaxRecordLength,
  type JsonReaderOptions,
  tooLongIssue,
} from "../reader-options.js";
import { jsonRecord } from "./json-record.js";
import { type ArrayElement, splitJsonArray } from "./split-json-array.js";

/**
 * Reads orders from one JSON array, in UTF-8, with or without gzip. It holds one order at a time, however long the file. An
 * element that is not JSON, or longer than `maxRecordLength`, is a record with issues, and those after it are read.
 *
 * Reading ends with a `SourceError` when the file is cut off or damaged, is not UTF-8, or is not an array.
 *
 * @throws InvalidInputError for bad options, and for a stream, which cannot be read again
 */
export function readJsonArray(input: ReaderInput, options: JsonReaderOptions = {}): OrderSource {
  checkInput(input);
  checkJsonOptions(options);
  const { maxRecordLength = defaultMaxRecordLength } = options;
  async function* batches(): AsyncGenerator<Iterable<ImportRecord>> {
    let record = 0;
    function* recordsOf(elements: Iterable<ArrayElement>): Generator<ImportRecord> {
      for (const { text, line, column, isTooLong } of elements) {
        record += 1;
        const position = { line, column, record };
        if (isTooLong) yield { issues: [tooLongIssue(maxRecordLength)], position, raw: text };
        else yield jsonRecord(text, position, options);
      }
    }
    const text = decodedText(input, options.encoding);
    for await (const elements of splitJsonArray(text, maxRecordLength)) yield recordsOf(elements);
  }
  return batchedSource(batches, options);
}
