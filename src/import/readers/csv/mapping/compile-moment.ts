import type { InputIssue } from "../../../../errors/invalid-input-error.js";
import { type LocalTimeReader, localTimeReader } from "../cells/local-time.js";
import { dateFormatOf, readCsvMoment } from "../cells/moment.js";
import type { CsvRow } from "../csv-rows.js";
import type { CsvMapping } from "./csv-mapping.js";
import type { MappingRules } from "./mapping-rules.js";

type Moments = Pick<CsvMapping, "dateFormat" | "timeZone">;

const formatsOf = ({ dateFormat = "iso" }: Moments): readonly string[] =>
  typeof dateFormat === "string" ? [dateFormat] : dateFormat;

const zoneMessage = "must be UTC, an offset such as +02:00, or a name such as Europe/Berlin";

/** Returns the problems of a mapping's dates and zones, beyond their form. */
export function momentIssues(mapping: Moments): InputIssue[] {
  const { dateFormat, timeZone } = mapping;
  const issues: InputIssue[] = [];
  const checkZone = (zone: string, path: InputIssue["path"]): void => {
    if (localTimeReader(zone) === undefined) issues.push({ code: "invalid", path, message: zoneMessage });
  };
  if (typeof timeZone === "string") checkZone(timeZone, ["timeZone"]);
  else
    for (const [word, zone] of Object.entries(timeZone?.zones ?? {}))
      checkZone(zone, ["timeZone", "zones", word]);
  const formats = formatsOf(mapping);
  for (const [index, format] of formats.entries()) {
    if (dateFormatOf(format) !== undefined) continue;
    issues.push({
      code: "invalid",
      path: typeof dateFormat === "string" ? ["dateFormat"] : ["dateFormat", index],
      message:
        'must be "iso", "excel", "unix", "unix-ms", or a pattern with YYYY, MM and DD once each, and A if it has h',
    });
  }
  const needsZone = formats.some((format) => !["iso", "unix", "unix-ms"].includes(format));
  if (needsZone && timeZone === undefined) {
    issues.push({
      code: "missing",
      path: ["timeZone"],
      message: "is needed with this dateFormat: the zone of the dates is not guessed",
    });
  }
  return issues;
}

/** Reads dates by the mapping's formats, in its zone or in that of the row. */
export function momentReaderOf(
  mapping: Moments,
  cellAt: (row: CsvRow, column: string) => string,
): MappingRules["readMoment"] {
  const formats = formatsOf(mapping).flatMap((name) => dateFormatOf(name) ?? []);
  const { timeZone } = mapping;
  if (timeZone === undefined || typeof timeZone === "string") {
    const readLocal = timeZone === undefined ? undefined : localTimeReader(timeZone);
    return (text) => readCsvMoment(text, formats, readLocal);
  }
  const { column, zones = {} } = timeZone;
  const readers = new Map<string, LocalTimeReader | undefined>();
  return (text, row) => {
    const word = cellAt(row, column);
    if (!readers.has(word))
      readers.set(word, localTimeReader(Object.hasOwn(zones, word) ? (zones[word] ?? "") : word));
    const readLocal = readers.get(word);
    if (readLocal === undefined && word !== "")
      return {
        problem: `is in an unknown time zone: "${column}" of its row must name one (see "timeZone")`,
      };
    return readCsvMoment(text, formats, readLocal);
  };
}
