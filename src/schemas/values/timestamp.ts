import type { Refusal } from "../../errors/invalid-input-error.js";
import { type Rule, refuse, required } from "../field.js";
import { isObject } from "../objects/is-object.js";
import { tagOf } from "../objects/tag-of.js";
import { dateValue } from "./date-value.js";
import { refusalOf } from "./refusal-of.js";

/** The two types of Temporal that are a point in time, as far as they are needed here. */
export interface TemporalPoint {
  readonly [Symbol.toStringTag]: "Temporal.Instant" | "Temporal.ZonedDateTime";
  readonly epochMilliseconds: number;
}

/** A moment of a date library: Day.js and Moment have `toDate`, Luxon has `toJSDate`. */
export type DateObject = { toDate(): Date } | { toJSDate(): Date };

/**
 * A point in time: a `Date`, ISO 8601 text with an offset, a `Temporal.Instant`, a `Temporal.ZonedDateTime`, or a date
 * library's object that gives a `Date`.
 */
export type TimestampInput = Date | string | TemporalPoint | DateObject;

const dateTime =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?: ?([Zz]|[+-]\d\d(?::?\d\d)?))?(?:\[[^[\]]*\])*$/;

/** UTC text as it is sent, with a day that each month has. */
const usual = /^(?!0000)\d{4}-(?:0[1-9]|1[012])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3])(?::[0-5]\d){2}Z$/;

const withoutZone =
  "has no time zone: append Z if it is in UTC, or its offset such as +02:00, or pass a Date";

const expected = "a Date or ISO 8601 text with an offset, such as 2026-02-28T09:30:00Z";

const invalid = (message: string): Refusal => ({ code: "invalid", message });
const ambiguous = (message: string): Refusal => ({ code: "ambiguous", message });

const bareNumber = /* @__PURE__ */ ambiguous(
  "is a bare number, whose unit is unknown: pass new Date(milliseconds)",
);

/** What is wrong with text that is not a date and time at all. */
function problemOf(text: string): Refusal {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) {
    return ambiguous("is a date without a time: add the time and an offset, such as 2026-02-28T09:30:00Z");
  }
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return bareNumber;
  return refusalOf(text, expected);
}

/** Minutes east of UTC, or undefined when there is no such offset. */
function offsetMinutes(offset: string): number | undefined {
  if (offset === "Z" || offset === "z") return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(":", ""));
  if (hours > 23 || minutes > 59) return undefined;
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

/** Milliseconds since 1970, or what is wrong with the text. */
function momentOf(text: string): number | Refusal {
  const parts = text.length <= 100 ? dateTime.exec(text) : null;
  if (parts === null) return problemOf(text);
  const [, year = "", month = "", day = "", hour = "", minute = "", second = "00", fraction = "", offset] =
    parts;
  if (offset === undefined) return ambiguous(withoutZone);
  const impossible = invalid("does not exist: check the day, the time and the offset");
  const minutes = offsetMinutes(offset);
  if (minutes === undefined) return impossible;
  const leap = second === "60";
  const milliseconds = `${fraction}000`.slice(0, 3);
  const local = `${year}-${month}-${day}T${hour}:${minute}:${leap ? "59" : second}.${milliseconds}Z`;
  const time = Date.parse(local);
  // Date.parse rolls over what only looks like a day or an hour (30 February, 24:00), and then prints otherwise.
  const doubtful = day > "28" || hour === "24";
  if (Number.isNaN(time) || (doubtful && new Date(time).toISOString() !== local)) return impossible;
  const moment = time - minutes * 60_000;
  // A leap second stands at the end of a UTC day only; no clock here can show it, so it is the second before.
  return leap && (moment + 1000 - Number(milliseconds)) % 86_400_000 !== 0 ? impossible : moment;
}

/** The `Date` that a date library's object gives, or the object itself. */
function dateOf(value: object): object {
  for (const name of ["toDate", "toJSDate"]) {
    const convert: unknown = Reflect.get(value, name);
    const date: unknown = typeof convert === "function" ? convert.call(value) : undefined;
    if (isObject(date)) return date;
  }
  return value;
}

function timeOf(value: unknown): number | Refusal {
  if (typeof value === "string") return momentOf(value.trim());
  if (typeof value === "number" || typeof value === "bigint") return bareNumber;
  if (!isObject(value)) return refusalOf(value, expected);
  const time = dateValue(dateOf(value));
  if (time !== undefined) {
    return Number.isNaN(time) ? invalid("is an invalid Date") : time;
  }
  const tag = tagOf(value);
  const isPoint = tag === "Temporal.Instant" || tag === "Temporal.ZonedDateTime";
  if (isPoint && "epochMilliseconds" in value && typeof value.epochMilliseconds === "number") {
    return value.epochMilliseconds;
  }
  if (tag.startsWith("Temporal.")) return ambiguous(`${withoutZone} or a Temporal.ZonedDateTime`);
  return refusalOf(value, `${expected}, or an object with toDate()`);
}

/**
 * Reads a point in time into UTC text, `YYYY-MM-DDTHH:mm:ssZ`, with milliseconds only when there are any
 * (`order_date`). Finer fractions are cut off; the years are 0001 to 9999.
 */
export const timestamp: Rule<string> = required((value, problems) => {
  // Already as it is sent, and sure to exist: what follows would give the same, in ten times the time.
  if (typeof value === "string" && usual.test(value)) return value;
  const time = timeOf(value);
  if (typeof time !== "number") return refuse(problems, time.code, time.message);
  const date = new Date(time);
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) return refuse(problems, "invalid", "must lie in the years 0001 to 9999");
  return date.toISOString().replace(".000Z", "Z");
});
