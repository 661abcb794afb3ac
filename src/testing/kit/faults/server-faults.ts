import { type Duration, parseDuration } from "../clock/duration.js";
import type { ClockSkewFault } from "./fault.js";
import type { FaultPlan } from "./fault-plan.js";

/** Revokes the credential of a request, of any kind; the request is then processed as usual. */
export function expiredTokenFault(name: string): FaultPlan {
  return {
    name,
    stored: false,
    strike({ request, expireCredential, process }) {
      const credential = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
      expireCredential(credential);
      return process();
    },
  };
}

const unixSecondHeaders = /^x-ratelimit-reset-/i;
const dateHeaders = /^(?:date|retry-after)$/i;

/** Shifts a date, but not a number of seconds. */
function shiftDate(text: string, byMs: number): string {
  const moment = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? text : new Date(moment + byMs).toUTCString();
}

/** Milliseconds, negative for a clock that is behind. */
export function parseSkew(by: NonNullable<ClockSkewFault["by"]>): number {
  if (typeof by === "number") return by < 0 ? -parseDuration(-by) : parseDuration(by);
  // The text after the minus sign is a duration, or is refused as one.
  return by.startsWith("-") ? -parseDuration(by.slice(1) as Duration) : parseDuration(by as Duration);
}

/** Shifts every time that the server sends. */
export function clockSkewFault(name: string, { by = "5m" }: ClockSkewFault): FaultPlan {
  const byMs = parseSkew(by);
  return {
    name,
    stored: true,
    strike({ process }) {
      const reply = process();
      const headers: Record<string, string> = {};
      for (const [header, text] of Object.entries(reply.headers ?? {})) {
        if (unixSecondHeaders.test(header)) headers[header] = String(Number(text) + Math.round(byMs / 1_000));
        else headers[header] = dateHeaders.test(header) ? shiftDate(text, byMs) : text;
      }
      return { ...reply, headers };
    },
  };
}
