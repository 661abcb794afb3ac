import { randomBytes } from "node:crypto";
import { credentialText } from "../../testing/kit/options/credential-text.js";

/** The key that a call of the control API must carry. */
export interface FakeKey {
  readonly key: string;
  /** Whether it was made for this run, so that it must be shown. */
  readonly isMadeUp: boolean;
}

const loopback: readonly string[] = ["127.0.0.1", "::1", "localhost"];

/**
 * Returns the key from the environment, or makes one for an address that other machines reach; undefined without one.
 *
 * @throws FakeUsageError when no header can carry the key
 */
export function fakeKey(given: string | undefined, host: string): FakeKey | undefined {
  if (given) return { key: credentialText("PRIVY_FAKE_KEY", given), isMadeUp: false };
  if (loopback.includes(host)) return undefined;
  return { key: randomBytes(32).toString("base64url"), isMadeUp: true };
}
