import { FakeUsageError } from "./fake-usage-error.js";

/**
 * Checks a token that a test provides: a header must be able to carry it.
 *
 * @throws FakeUsageError that names the option and never the token
 */
export function credentialText(subject: string, value: unknown): string {
  if (typeof value !== "string" || !/^[\x21-\x7e]{1,4096}$/.test(value)) {
    throw new FakeUsageError(
      `${subject} must be text of visible ASCII characters without blanks, as it travels in a header.`,
    );
  }
  return value;
}
