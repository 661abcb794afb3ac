import { webhookDefaults } from "../webhook-defaults.js";
import { refuseSetup } from "./refuse-setup.js";

/** Options for a signature that covers a time. */
export interface SignedTimeOptions {
  /** How far the signed time may be from now, in milliseconds, since older webhooks may be replays. Default 300,000. */
  readonly toleranceMs?: number | undefined;
  /** The time to compare with, in milliseconds since 1970, for a verifier alone; a handler uses its clock. Default: now. */
  readonly now?: number | undefined;
}

/** More signatures than a platform ever sends, so that a header cannot cause a million comparisons. */
export const mostSignatures = 8;

/** Reads the tolerance. Throws InvalidInputError unless it is a number of milliseconds above 0. */
export function toleranceOf(
  { toleranceMs }: Pick<SignedTimeOptions, "toleranceMs">,
  usual: number = webhookDefaults.toleranceMs,
): number {
  if (toleranceMs === undefined) return usual;
  if (Number.isFinite(toleranceMs) && toleranceMs > 0) return toleranceMs;
  return refuseSetup("invalid", "toleranceMs", "must be a number of milliseconds above 0");
}

/** Returns whether a signed time, in seconds since 1970, is within the tolerance. */
export function isTimely(seconds: string | null | undefined, now: number, toleranceMs: number): boolean {
  if (typeof seconds !== "string" || !/^\d{1,12}$/.test(seconds)) return false;
  return Math.abs(now - Number(seconds) * 1000) <= toleranceMs;
}
