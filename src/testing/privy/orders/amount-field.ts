import type { Checked } from "../../kit/fields/checked.js";

const limit = 2 ** 53;

/**
 * Reads an amount in major units into decimal text, neither rounded nor padded. It must be below 2^53, so that a JSON
 * number holds its units exactly.
 */
export function readAmount(value: unknown, options: { acceptText: boolean }): Checked<string> {
  if (typeof value === "bigint") return { problem: "is too large" };
  if (typeof value === "number") {
    if (!Number.isFinite(value) || Math.abs(value) >= limit) return { problem: "is too large" };
    const text = String(value);
    return { value: text.includes("e") ? value.toFixed(20) : text };
  }
  if (!options.acceptText || typeof value !== "string" || !/^-?\d{1,16}(?:\.\d{1,20})?$/.test(value)) {
    return { problem: "is not a number" };
  }
  return Math.abs(Number(value)) >= limit ? { problem: "is too large" } : { value };
}

/** Formats decimal text with exactly that many digits after the point; halves are rounded away from zero. */
export function toDecimals(text: string, digits: number): string {
  const point = text.indexOf(".");
  const places = point < 0 ? 0 : text.length - point - 1;
  // The usual case: nothing to round, no sign and no leading zero.
  if (places <= digits && /^[1-9]/.test(text)) {
    if (digits === 0) return text;
    return point < 0 ? `${text}.${"0".repeat(digits)}` : text + "0".repeat(digits - places);
  }
  return round(text, digits);
}

function round(text: string, digits: number): string {
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  let units = BigInt(whole + fraction.slice(0, digits).padEnd(digits, "0"));
  if ((fraction[digits] ?? "0") >= "5") units += 1n;
  const padded = String(units).padStart(digits + 1, "0");
  const point = padded.length - digits;
  const sign = text.startsWith("-") && units > 0n ? "-" : "";
  return sign + padded.slice(0, point) + (digits === 0 ? "" : `.${padded.slice(point)}`);
}
