import type { CellResult } from "./cell-result.js";
import { type DateReader, dateReader } from "./date-pattern.js";
import type { LocalTimeReader, WallTime } from "./local-time.js";

/** The result of reading a text in one date format: a moment, or a local time. */
type Reading = { readonly moment: number } | { readonly wall: WallTime } | { readonly text: string };

type Format = (text: string) => Reading | undefined;

const dayMs = 86_400_000;
const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?( ?(?:Z|[+-]\d\d:?(?:\d\d)?))?$/i;

function readIso(text: string): Reading | undefined {
  const [whole, year, month, day, hour = 0, minute = 0, second = 0, zone] = iso.exec(text) ?? [];
  if (whole === undefined) return undefined;
  // With an offset it is a moment, which the check of the order reads.
  if (zone !== undefined) return { text };
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number);
  return {
    wall: { year: y ?? 0, month: mo ?? 0, day: d ?? 0, hour: h ?? 0, minute: mi ?? 0, second: s ?? 0 },
  };
}

/**
 * A spreadsheet counts days from the end of 1899; it counts 1900 as a leap year, so its first two months are off by one
 * day.
 */
function readExcel(text: string): Reading | undefined {
  if (!/^\d{2,7}(?:[.,]\d+)?$/.test(text)) return undefined;
  const serial = Number(text.replace(",", "."));
  if (serial < 61 || serial >= 2_958_466) return undefined;
  const time = new Date(Date.UTC(1899, 11, 30) + Math.round((serial * dayMs) / 1000) * 1000);
  return {
    wall: {
      year: time.getUTCFullYear(),
      month: time.getUTCMonth() + 1,
      day: time.getUTCDate(),
      hour: time.getUTCHours(),
      minute: time.getUTCMinutes(),
      second: time.getUTCSeconds(),
    },
  };
}

const unixReader =
  (unitMs: number): Format =>
  (text) =>
    /^\d{1,15}(?:\.\d+)?$/.test(text) ? { moment: Math.round(Number(text) * unitMs) } : undefined;

const named: Readonly<Record<string, Format>> = {
  iso: readIso,
  excel: readExcel,
  unix: unixReader(1000),
  "unix-ms": unixReader(1),
};

const patternFormat =
  (read: DateReader): Format =>
  (text) => {
    const wall = read(text);
    return wall === undefined ? undefined : { wall };
  };

/** Returns the date format of a name or a pattern; undefined for an unknown pattern. */
export function dateFormatOf(name: string): Format | undefined {
  if (Object.hasOwn(named, name)) return named[name];
  const read = dateReader(name);
  return read === undefined ? undefined : patternFormat(read);
}

/** Reads a text by the formats of the file, in the zone of its row; a text that two formats read differently is refused. */
export function readCsvMoment(
  text: string,
  formats: readonly Format[],
  readLocal: LocalTimeReader | undefined,
): CellResult {
  const found = new Map<number | string, CellResult>();
  let isImpossible = false;
  for (const format of formats) {
    const reading = format(text);
    if (reading === undefined) continue;
    if ("text" in reading) found.set(text, { value: text });
    else if ("moment" in reading) found.set(reading.moment, { value: new Date(reading.moment) });
    else if (readLocal === undefined) {
      return {
        code: "ambiguous",
        problem:
          'has no time zone: name the one that the file means with "timeZone" in the mapping, for example Europe/Berlin',
      };
    } else {
      const moment = readLocal(reading.wall);
      if (Number.isNaN(moment)) isImpossible = true;
      else found.set(moment, { value: new Date(moment) });
    }
  }
  if (found.size > 1)
    return { code: "ambiguous", problem: 'fits two formats of "dateFormat" with different results' };
  const [result] = found.values();
  if (result !== undefined) return result;
  return {
    problem: isImpossible
      ? "is a date or time that does not exist"
      : 'does not follow "dateFormat" of the mapping',
  };
}
