/** A local date and time, without a zone. */
export interface WallTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Returns the moment of a local time in a time zone; NaN for a time that does not exist. */
export type LocalTimeReader = (time: WallTime) => number;

function asUtc({ year, month, day, hour, minute, second }: WallTime): number {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  moment.setUTCHours(hour, minute, second);
  const isReal =
    moment.getUTCMonth() === month - 1 &&
    moment.getUTCDate() === day &&
    moment.getUTCHours() === hour &&
    moment.getUTCMinutes() === minute &&
    moment.getUTCSeconds() === second;
  return isReal ? moment.getTime() : Number.NaN;
}

/** Returns how far a zone is ahead of UTC at a moment, in milliseconds. */
function offsetReader(timeZone: string): (moment: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (moment) => {
    const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const shown = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    return shown - Math.floor(moment / 1000) * 1000;
  };
}

/**
 * Reads local times of a time zone: `UTC`, `Z`, an offset such as `+02:00`, or an IANA name such as `Europe/Berlin`. A
 * time that occurs twice means the first one; a skipped time is moved forward by the length of the gap.
 *
 * @returns undefined for an unknown zone
 */
export function localTimeReader(timeZone: string): LocalTimeReader | undefined {
  const fixed = /^(?:Z|UTC|GMT|([+-])([01]\d|2[0-3]):?([0-5]\d))$/.exec(timeZone);
  if (fixed !== null) {
    const [, sign, hours = "0", minutes = "0"] = fixed;
    const offset = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
    return (time) => asUtc(time) - offset;
  }
  let offsetAt: (moment: number) => number;
  try {
    offsetAt = offsetReader(timeZone);
  } catch {
    return undefined;
  }
  return (time) => {
    const utc = asUtc(time);
    if (Number.isNaN(utc)) return utc;
    const before = utc - offsetAt(utc - 86_400_000);
    if (before + offsetAt(before) === utc) return before;
    const after = utc - offsetAt(utc + 86_400_000);
    return after + offsetAt(after) === utc ? after : before;
  };
}
