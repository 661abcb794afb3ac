import { webhookDefaults } from "../webhook-defaults.js";
import { refuseSetup } from "./refuse-setup.js";

/** What may be set where the signature covers a time. */
export interface SignedTimeOptions {
  /** How far the signed time may be from now: older hooks may have been recorded and replayed. Milliseconds, default 300,000. */
  readonly toleranceMs?: number | undefined;
  /** The time to compare with, for a verifier of its own; a handler takes its clock's. Milliseconds since 1970, default: now. */
  readonly now?: number | undefined;
}

/** More signatures than a platform ever sends, so that a header cannot ask for a million comparisons. */
export const mostSignatures = 8;

/** @throws InvalidInputError for a tolerance that is not a number of milliseconds */
export function toleranceOf(
  { toleranceMs }: Pick<SignedTimeOptions, "toleranceMs">,
  usual: number = webhookDefaults.toleranceMs,
): number {
  if (toleranceMs === undefined) return usual;
  if (Number.isFinite(toleranceMs) && toleranceMs > 0) return toleranceMs;
  return refuseSetup("invalid", "toleranceMs", "must be a number of milliseconds above 0");
}

/** Whether a signed time, in seconds since 1970, lies within the tolerance. */
export function isTimely(seconds: string | null | undefined, now: number, toleranceMs: number): boolean {
  if (typeof seconds !== "string" || !/^\d{1,12}$/.test(seconds)) return false;
  return Math.abs(now - Number(seconds) * 1000) <= toleranceMs;
}
