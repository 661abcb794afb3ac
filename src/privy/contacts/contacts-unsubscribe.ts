import type { InputIssue } from "../../errors/invalid-input-error.js";
import { issuesOf } from "../../schemas/objects/issues-of.js";
import { isPlainObject } from "../../schemas/objects/plain-object.js";
import { quotableKey } from "../../schemas/objects/quotable-key.js";
import { wellFormed } from "../../schemas/values/well-formed.js";

/**
 * What can be said about an unsubscription.
 *
 * @see https://help.privy.com/docs (unsubscribe a contact)
 */
export interface UnsubscribeInput {
  /** Why, in at most 500 characters. Blank text is omitted. */
  reason?: string | null | undefined;
}

const longestReason = 500;

/** Reads the reason, or says what is wrong with the input. */
export function readUnsubscribeReason(input: unknown): {
  readonly reason: string | undefined;
  readonly issues: readonly InputIssue[];
} {
  const refused = (message: string, ...path: string[]): ReturnType<typeof readUnsubscribeReason> => ({
    reason: undefined,
    issues: issuesOf(message, ...path),
  });
  if (!isPlainObject(input)) return refused("must be a plain object such as { reason }");
  const unknown = Object.keys(input).find((field) => field !== "reason");
  if (unknown !== undefined)
    return refused(
      "unknown field; there is only reason, and the call's options come after it",
      quotableKey(unknown),
    );
  const { reason } = input;
  if (reason === undefined || reason === null) return { reason: undefined, issues: [] };
  if (typeof reason !== "string") return refused("must be text", "reason");
  const text = wellFormed(reason.trim());
  // A character outside the basic plane counts once, and takes two units.
  const tooLong = text.length > longestReason * 2 || Array.from(text).length > longestReason;
  if (tooLong) return refused(`must have at most ${longestReason} characters`, "reason");
  return { reason: text === "" ? undefined : text, issues: [] };
}
