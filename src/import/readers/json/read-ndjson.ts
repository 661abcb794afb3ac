import { batchedSource, type ImportRecord, type OrderSource } from "../../import-record.js";
import { decodedText } from "../decoded-text.js";
import { checkInput, type ReaderInput } from "../reader-input.js";
import {
  checkJsonOptions,
  defaultMaxRecordLength,
  type JsonReaderOptions,
  tooLongIssue,
} from "../reader-options.js";
import { SourceError } from "../source-error.js";
import { jsonRecord } from "./json-record.js";
import { splitLines, type TextLine } from "./split-lines.js";

/** Recognises another format at the first line, instead of failing line by line. */
function checkFirstLine(text: string, line: number): void {
  const start = text.trimStart();
  if (start.startsWith("[")) {
    throw new SourceError("begins as a JSON array, not as NDJSON: read it as a JSON array", {
      line,
      column: 1,
    });
  }
  if (start.trimEnd() === "{") {
    throw new SourceError("spreads an object over several lines: NDJSON has one whole order on each line", {
      line,
      column: 1,
    });
  }
  if (!start.startsWith("{")) {
    throw new SourceError("is not NDJSON: each line must be one JSON object", { line, column: 1 });
  }
}

/**
 * Reads orders from NDJSON (JSON Lines): one JSON object on each line, in UTF-8, with or without gzip. It holds one line at
 * a time, however long the file. Empty lines are skipped. A line that is not JSON, or longer than `maxRecordLength`, is a
 * record with issues, and the lines after it are read.
 *
 * Reading ends with a `SourceError` when the file is cut off or damaged, is not UTF-8, or does not begin as NDJSON.
 *
 * @throws InvalidInputError for bad options, and for a stream, which cannot be read again
 */
export function readNdjson(input: ReaderInput, options: JsonReaderOptions = {}): OrderSource {
  checkInput(input);
  checkJsonOptions(options);
  const { maxRecordLength = defaultMaxRecordLength } = options;
  async function* batches(): AsyncGenerator<Iterable<ImportRecord>> {
    let record = 0;
    function* recordsOf(lines: Iterable<TextLine>): Generator<ImportRecord> {
      for (const { text, number, isTooLong } of lines) {
        const isBlank = !isTooLong && text.trim() === "";
        if (isBlank) continue;
        if (record === 0 && !isTooLong) checkFirstLine(text, number);
        record += 1;
        const position = { line: number, column: 1, record };
        if (isTooLong) yield { issues: [tooLongIssue(maxRecordLength)], position, raw: text };
        else yield jsonRecord(text, position, options);
      }
    }
    const text = decodedText(input, options.encoding);
    for await (const lines of splitLines(text, maxRecordLength)) yield recordsOf(lines);
  }
  return batchedSource(batches, options);
}
