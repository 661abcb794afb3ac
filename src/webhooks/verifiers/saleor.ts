import { cacheOption } from "../../http/attempt/fetch-attempt.js";
import { givenOptions } from "../signatures/given-options.js";
import type { FlattenedVerifyGetKey, JSONWebKeySet } from "../signatures/jose.js";
import { refuseSetup } from "../signatures/refuse-setup.js";
import { type SignatureCheck, type VerifiableRequest, verifyRequest } from "./signature-check.js";

export interface VerifySaleorOptions {
  /**
   * The address of your Saleor, such as `https://shop.saleor.cloud`: its keys are fetched from `/.well-known/jwks.json`
   * when they are needed.
   */
  readonly saleorUrl?: string | undefined;
  /** The keys themselves, instead of fetching them. */
  readonly jwks?: JsonWebKeySet | undefined;
}

/** The content of `/.well-known/jwks.json`. */
export interface JsonWebKeySet {
  readonly keys: readonly Readonly<Record<string, unknown>>[];
}

interface KeySet {
  readonly find: FlattenedVerifyGetKey;
  /** Whether the keys were fetched so recently that an unknown key is not looked up again. */
  isCoolingDown(): boolean;
}

/** Creates the source of keys: nothing is fetched, and jose is not loaded, before a signature is checked. */
function keySetOf({ saleorUrl, jwks }: VerifySaleorOptions): () => Promise<KeySet> {
  if (jwks !== undefined) {
    if (!Array.isArray(jwks?.keys))
      return refuseSetup("missing", "jwks", "must be the content of /.well-known/jwks.json");
    const given = jwks as JsonWebKeySet & JSONWebKeySet; // jose checks each key that it uses
    return async () => {
      const { createLocalJWKSet } = await import("../signatures/jose.js");
      return { find: createLocalJWKSet(given), isCoolingDown: () => false };
    };
  }
  if (typeof saleorUrl !== "string" || !/^https?:\/\/[^/?#]+/.test(saleorUrl))
    return refuseSetup(
      "missing",
      "saleorUrl",
      "must be the address of your Saleor, for example https://shop.saleor.cloud",
    );
  const address = new URL("/.well-known/jwks.json", saleorUrl);
  return async () => {
    const { createRemoteJWKSet, customFetch } = await import("../signatures/jose.js");
    const find = createRemoteJWKSet(address, {
      // Next.js 13 and 14 cache responses, and would not see a new key.
      [customFetch]: (url: string, init: RequestInit) => fetch(url, { ...init, ...cacheOption() }),
    });
    return { find, isCoolingDown: () => find.coolingDown };
  };
}

/** The codes of jose for a response without keys; a failed connection has none of its codes. */
const withoutKeys: readonly unknown[] = ["ERR_JWKS_TIMEOUT", "ERR_JWKS_INVALID", "ERR_JOSE_GENERIC"];

/** Returns the `code` of an error of jose; all begin with `ERR_J`. */
function joseCodeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && code.startsWith("ERR_J") ? code : undefined;
}

/** A JWS with RS256 whose payload is the body. */
export function saleorCheck(options: VerifySaleorOptions): SignatureCheck {
  const makeKeys = keySetOf(givenOptions(options));
  // One set for all webhooks, which keeps the fetched keys.
  let keySet: Promise<KeySet> | undefined;
  return async ({ headers, body }) => {
    const jws = headers.get("Saleor-Signature") ?? headers.get("X-Saleor-Signature") ?? "";
    const [, header, signature] = /^([\w-]+)\.\.([\w-]+)$/.exec(jws) ?? [];
    if (header === undefined || signature === undefined) return false;
    const { flattenedVerify } = await import("../signatures/jose.js");
    keySet ??= makeKeys();
    const { find, isCoolingDown } = await keySet;
    const mayBeOutdated = isCoolingDown();
    const flattened = { protected: header, payload: body, signature };
    try {
      await flattenedVerify(flattened, find, { algorithms: ["RS256"] });
      return true;
    } catch (error) {
      const code = joseCodeOf(error);
      // The signature is then unknown, and a refusal would lose the order: Saleor does not repeat after a 401.
      const isUnknown =
        code === undefined ||
        withoutKeys.includes(code) ||
        (code === "ERR_JWKS_NO_MATCHING_KEY" && mayBeOutdated);
      if (isUnknown) throw error;
      return false;
    }
  };
}

/**
 * Returns whether your Saleor signed this request. The deprecated signature with a `secretKey` is not accepted: leave
 * the key of the webhook empty.
 *
 * @throws InvalidInputError without the address or the keys; an error of jose or of fetch when the keys cannot be
 *   fetched
 * @see https://docs.saleor.io/developer/extending/webhooks/payload-signature
 */
export async function verifySaleorWebhook(
  request: VerifiableRequest,
  options: VerifySaleorOptions,
): Promise<boolean> {
  return verifyRequest(request, saleorCheck(options));
}
