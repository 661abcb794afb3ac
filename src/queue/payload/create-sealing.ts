import { type InputIssue, InvalidInputError } from "../../errors/invalid-input-error.js";
import type { Sealing, SealingOptions } from "./sealing.js";

const keyBytes = 32;
const nonceBytes = 12;

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function readKeys(options: SealingOptions): {
  keys: Map<string, Uint8Array<ArrayBuffer>>;
  current: string;
} {
  const { keys, current } = options ?? {};
  const read = new Map<string, Uint8Array<ArrayBuffer>>();
  const issues: InputIssue[] = [];
  for (const [name, given] of Object.entries(keys ?? {})) {
    const bytes = typeof given === "string" ? fromBase64(given) : Uint8Array.from(given ?? []);
    if (bytes?.length === keyBytes) read.set(name, bytes);
    else
      issues.push({
        code: "invalid",
        path: ["keys", name],
        message: `must be ${keyBytes} bytes, or their base64`,
      });
  }
  const names = [...read.keys()];
  const used = current ?? names.at(-1) ?? "";
  if (issues.length === 0 && !read.has(used)) {
    const message = "must name one of the keys; at least one is needed";
    issues.push({ code: names.length === 0 ? "missing" : "invalid", path: ["current"], message });
  }
  if (issues.length > 0) throw new InvalidInputError("The sealing was not created", issues);
  return { keys: read, current: used };
}

/**
 * Creates the encryption of waiting orders and dead letters: AES-256-GCM of the runtime's own WebCrypto. A text opens
 * only for the order that it was sealed for. To change the key, add a new one, and keep the old one until its orders
 * are gone.
 *
 * @throws InvalidInputError when a key is not 32 bytes
 */
export function createSealing(options: SealingOptions): Sealing {
  const { keys, current } = readKeys(options);
  const imported = new Map<string, Promise<CryptoKey>>();
  const keyOf = (keyId: string): Promise<CryptoKey> => {
    const known = imported.get(keyId);
    if (known !== undefined) return known;
    const bytes = keys.get(keyId);
    if (bytes === undefined)
      return Promise.reject(new Error("The key that sealed this text is unknown: add it to keys."));
    const key = crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    imported.set(keyId, key);
    return key;
  };
  const parameters = (iv: Uint8Array<ArrayBuffer>, context: string): AesGcmParams => ({
    name: "AES-GCM",
    iv,
    additionalData: new TextEncoder().encode(context),
  });

  return {
    keyId: current,
    async seal(text, context) {
      const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
      const plain = new TextEncoder().encode(text);
      const sealed = await crypto.subtle.encrypt(parameters(nonce, context), await keyOf(current), plain);
      const all = new Uint8Array(nonceBytes + sealed.byteLength);
      all.set(nonce);
      all.set(new Uint8Array(sealed), nonceBytes);
      return toBase64(all);
    },
    async open(sealed, keyId, context) {
      const all = fromBase64(sealed);
      if (all === undefined || all.length <= nonceBytes)
        throw new Error("The sealed text is damaged or belongs to another order.");
      const key = await keyOf(keyId);
      const plain = await crypto.subtle.decrypt(
        parameters(all.slice(0, nonceBytes), context),
        key,
        all.slice(nonceBytes),
      );
      return new TextDecoder().decode(plain);
    },
  };
}
