import { writeExactJson } from "../api/exact-json.js";

/** How often a fault still strikes: "next request", "next 3 requests", "always". */
export function timesWords(count: number | "always"): string {
  if (count === 1) return "next request";
  return count === "always" ? count : `next ${count} requests`;
}

/** For which requests: "only for email kim@example.com, path /v1/orders/*"; empty when for all. */
export function scopeWords(when: object = {}): string {
  const parts = Object.entries(when).map(
    ([key, value]) => `${key} ${value instanceof Object ? writeExactJson(value, 0) : value}`,
  );
  return parts.length > 0 ? `only for ${parts.join(", ")}` : "";
}
