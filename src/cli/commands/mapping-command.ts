import { createReadStream } from "node:fs";
import { eachOf } from "../../import/readers/batches.js";
import { readPreamble } from "../../import/readers/csv/csv-preamble.js";
import { csvRows } from "../../import/readers/csv/csv-rows.js";
import { proposeMapping } from "../../import/readers/csv/mapping/propose-mapping.js";
import { decodedText } from "../../import/readers/decoded-text.js";
import type { TextEncoding } from "../../import/readers/text-encoding.js";
import type { CliIo } from "../cli-io.js";
import { visibleText } from "../display/visible-text.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { refusingFile } from "../files/open-orders.js";
import { CliUsageError } from "../usage-error.js";

export interface MappingCommandOptions {
  readonly file: string;
  readonly encoding?: TextEncoding | undefined;
  readonly skipLines: number;
}

const mostRows = 200;
const maxRecordLength = 2 ** 20;

/** The delimiter of the header's cells: the sign that occurs most often. */
function delimiterOf(line: string): string {
  const count = (sign: string): number => line.split(sign).length;
  return [",", ";", "\t", "|"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** The first rows of a CSV file, the header included. */
async function firstRows({ file, encoding, skipLines }: MappingCommandOptions) {
  const text = decodedText(() => createReadStream(file), encoding);
  const preamble = await readPreamble(text, { skipLines, maxLength: maxRecordLength });
  const pieces = preamble.rest[Symbol.asyncIterator]();
  const first = await pieces.next();
  if (first.done === true) throw new CliUsageError(`${file} cannot be used: it is empty`);
  const delimiter = preamble.delimiter ?? delimiterOf(first.value.split(/[\r\n]/, 1)[0] ?? "");
  async function* all(): AsyncGenerator<string> {
    yield first.value;
    for (let piece = await pieces.next(); piece.done !== true; piece = await pieces.next()) yield piece.value;
  }
  const rows: (readonly string[])[] = [];
  for await (const { cells } of eachOf(csvRows(all(), { delimiter, maxRecordLength, firstLine: 1 }))) {
    rows.push(cells);
    if (rows.length > mostRows) break;
  }
  return { delimiter, rows };
}

/** `privy-orders mapping`: proposes a mapping for a CSV file from its header and first rows. */
export async function mappingCommand(io: CliIo, options: MappingCommandOptions): Promise<ExitCode> {
  const { file, encoding, skipLines } = options;
  const { rows, delimiter } = await refusingFile(file, () => firstRows(options));
  const [header = [], ...samples] = rows;
  const { mapping, notes } = proposeMapping(
    header.map((name) => name.trim()),
    samples,
    delimiter,
  );
  const whole = {
    ...mapping,
    ...(encoding !== undefined && { encoding }),
    ...(skipLines > 0 && { skipLines }),
  };
  io.stdout.write(`${JSON.stringify(whole, undefined, 2)}\n`);
  // A note quotes the names of columns.
  for (const note of notes) io.stderr.write(`look at  ${visibleText(note)}\n`);
  io.stderr.write(
    "Save this as mapping.json, correct it, and try it: privy-orders check <file> --mapping mapping.json\n",
  );
  return EXIT.success;
}
