import { writeExactJson } from "../api/exact-json.js";

/** A fault's name: as it was set, or made of its kind or status. */
export function nameOfFault(fault: unknown): string {
  if (typeof fault !== "object" || fault === null) return String(fault);
  const { name, kind, status } = fault as { name?: unknown; kind?: unknown; status?: unknown }; // all are read as text
  return String(name ?? kind ?? status ?? "fault");
}

const times: Readonly<Record<string, string>> = { always: "always", null: "always", Infinity: "always" };

/** How often a fault still strikes: "next request", "next 3 requests", "always". */
export function timesWords(count: unknown): string {
  const word = times[String(count)];
  if (word !== undefined) return word;
  return count === 1 || count === undefined ? "next request" : `next ${String(count)} requests`;
}

/** For which requests: "only for email kim@example.com, path /v1/orders/*"; empty when for all. */
export function scopeWords(when: unknown): string {
  if (typeof when !== "object" || when === null) return typeof when === "string" ? when : "";
  const parts = Object.entries(when).map(
    ([key, value]) => `${key} ${typeof value === "object" ? writeExactJson(value, 0) : String(value)}`,
  );
  return parts.length === 0 ? "" : `only for ${parts.join(", ")}`;
}
