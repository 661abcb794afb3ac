import { unshared } from "./text-bytes.js";

const algorithm = { name: "HMAC", hash: "SHA-256" } as const;

/**
 * Returns whether one of the keys gives this signature of the bytes. The comparison is WebCrypto's own, in constant
 * time; every key is tried, also after a match, so that the duration does not show which one it was.
 */
export async function isSigned(
  keys: readonly Uint8Array<ArrayBuffer>[],
  signature: Uint8Array<ArrayBuffer> | undefined,
  signed: Uint8Array,
): Promise<boolean> {
  if (signature === undefined) return false;
  const bytesSigned = unshared(signed);
  const checks = keys.map(async (bytes) => {
    const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["verify"]);
    return crypto.subtle.verify("HMAC", key, signature, bytesSigned);
  });
  return (await Promise.all(checks)).includes(true);
}

/** Returns the HMAC-SHA256 of the bytes. */
export async function hmacOf(
  bytes: Uint8Array<ArrayBuffer>,
  signed: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, signed));
}
