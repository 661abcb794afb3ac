import type { WallTime } from "./local-time.js";

const digits: Readonly<Record<string, string>> = {
  YYYY: "(?<year>\\d{4})",
  MM: "(?<month>\\d{2})",
  M: "(?<month>\\d{1,2})",
  DD: "(?<day>\\d{2})",
  D: "(?<day>\\d{1,2})",
  HH: "(?<hour>\\d{2})",
  H: "(?<hour>\\d{1,2})",
  hh: "(?<hour>\\d{2})",
  h: "(?<hour>\\d{1,2})",
  mm: "(?<minute>\\d{2})",
  ss: "(?<second>\\d{2})",
  A: "(?<half>[AaPp][Mm])",
};
const tokens = /YYYY|MM?|DD?|HH?|hh?|mm|ss|A/g;

/** Reads text that follows a pattern. */
export type DateReader = (text: string) => WallTime | undefined;

/**
 * Creates a reader of dates that follow a pattern such as `DD.MM.YYYY HH:mm`: `YYYY`, `M` or `MM`, `D` or `DD`, `H` or `HH`
 * (24 hours), `h` or `hh` with `A` (AM or PM), `mm`, `ss`; other characters stand for themselves.
 *
 * @returns undefined for a pattern without a whole date, with a part twice, or with `h` and no `A`
 */
export function dateReader(pattern: string): DateReader | undefined {
  const used: readonly string[] = pattern.match(tokens) ?? [];
  const parts = used.map((token) => (token.startsWith("m") ? token : token.toUpperCase()).charAt(0));
  const isWhole = ["Y", "M", "D"].every((part) => parts.includes(part));
  const has12 = used.some((token) => token.startsWith("h"));
  if (!isWhole || new Set(parts).size < parts.length || has12 !== used.includes("A")) return undefined;
  let source = "";
  let end = 0;
  for (const match of pattern.matchAll(tokens)) {
    source += `${escaped(pattern.slice(end, match.index))}${digits[match[0]]}`;
    end = match.index + match[0].length;
  }
  const expression = new RegExp(`^${source}${escaped(pattern.slice(end))}$`);
  return (text) => {
    const found = text.length > 100 ? undefined : expression.exec(text)?.groups;
    if (found === undefined) return undefined;
    const { year, month, day, hour = "0", minute = "0", second = "0", half } = found;
    const is12 = half !== undefined;
    if (is12 && !(Number(hour) >= 1 && Number(hour) <= 12)) return undefined;
    return {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: is12 ? (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0) : Number(hour),
      minute: Number(minute),
      second: Number(second),
    };
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}
