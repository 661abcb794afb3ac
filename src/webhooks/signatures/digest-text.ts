import { unshared } from "./text-bytes.js";

/** 32 bytes in base64, in the spelling of an encoder, so that each signature has exactly one text. */
const base64Digest = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;
const hexDigest = /^[\da-f]{64}$/i;

/** Decodes an HMAC-SHA256 in base64; undefined for any other text, also for two signatures in one header. */
export function digestOfBase64(text: string | null | undefined): Uint8Array<ArrayBuffer> | undefined {
  if (typeof text !== "string" || !base64Digest.test(text)) return undefined;
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Decodes an HMAC-SHA256 in hexadecimal digits; undefined for any other text. */
export function digestOfHex(text: string | null | undefined): Uint8Array<ArrayBuffer> | undefined {
  return typeof text === "string" && hexDigest.test(text) ? bytesOfHex(text) : undefined;
}

/** Decodes pairs of hexadecimal digits. */
export function bytesOfHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Returns the SHA-256 of bytes in hexadecimal digits. */
export async function digestTextOf(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", unshared(bytes)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
