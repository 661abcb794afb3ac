import type { WebhookPlatform } from "../../webhooks/respond/platform-rules.js";
import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import type { SignedWebhookOptions } from "./signed-webhook-options.js";

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" } as const;

/** Signs by RSA with SHA-256 and the private key of the options. */
export async function rsaSignature(
  platform: WebhookPlatform,
  { privateKey }: SignedWebhookOptions,
  signed: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  const [, base64] =
    /-----BEGIN PRIVATE KEY-----([\s\S]+)-----END PRIVATE KEY-----/.exec(privateKey ?? "") ?? [];
  if (base64 === undefined) {
    throw new FakeUsageError(`signedWebhook("${platform}", …) needs { privateKey } in PEM (PKCS#8).`);
  }
  const der = Uint8Array.from(atob(base64.replaceAll(/\s/g, "")), (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey("pkcs8", der, algorithm, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign(algorithm, key, signed));
}
