import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type FlattenedVerifyGetKey,
  flattenedVerify,
  type JSONWebKeySet,
} from "jose";
import { InvalidInputError } from "../../errors/invalid-input-error.js";
import { type SignatureCheck, type VerifiableRequest, verifyRequest } from "./signature-check.js";

export interface VerifySaleorOptions {
  /** The address of your Saleor, such as `https://shop.saleor.cloud`: its keys are fetched from `/.well-known/jwks.json` there, once they are needed. */
  readonly saleorUrl?: string | undefined;
  /** The keys themselves, where they are not to be fetched. */
  readonly jwks?: JsonWebKeySet | undefined;
}

/** The content of `/.well-known/jwks.json`. */
export interface JsonWebKeySet {
  readonly keys: readonly Readonly<Record<string, unknown>>[];
}

function keySetOf({ saleorUrl, jwks }: VerifySaleorOptions): FlattenedVerifyGetKey {
  if (jwks !== undefined) return createLocalJWKSet(jwks as unknown as JSONWebKeySet); // jose checks each key that it uses
  if (typeof saleorUrl === "string" && /^https?:\/\/[^/?#]+/.test(saleorUrl))
    return createRemoteJWKSet(new URL("/.well-known/jwks.json", saleorUrl));
  const message = "must be the address of your Saleor, for example https://shop.saleor.cloud";
  throw new InvalidInputError("The webhook was not set up", [
    { code: "missing", path: ["saleorUrl"], message },
  ]);
}

/** The codes of jose for an answer that holds no keys; a failed connection has none of its codes. */
const withoutKeys: readonly unknown[] = ["ERR_JWKS_TIMEOUT", "ERR_JWKS_INVALID", "ERR_JOSE_GENERIC"];

/** Then nothing can be said of the signature: refusing it would lose the order, since Saleor does not repeat after a 401. */
const areKeysOutOfReach = (error: unknown): boolean =>
  !(error instanceof errors.JOSEError) || withoutKeys.includes(error.code);

/** A JWS with RS256 whose payload is the body. */
export function saleorCheck(options: VerifySaleorOptions): SignatureCheck {
  const keys = keySetOf(options);
  return async ({ headers, body }) => {
    const jws = headers.get("Saleor-Signature") ?? headers.get("X-Saleor-Signature") ?? "";
    const [, header, signature] = /^([\w-]+)\.\.([\w-]+)$/.exec(jws) ?? [];
    if (header === undefined || signature === undefined) return false;
    try {
      await flattenedVerify({ protected: header, payload: body, signature }, keys, { algorithms: ["RS256"] });
      return true;
    } catch (error) {
      if (areKeysOutOfReach(error)) throw error;
      return false;
    }
  };
}

/**
 * Whether your Saleor signed this request. The deprecated signature with a `secretKey` is not taken: leave the key of the
 * webhook empty.
 *
 * @throws InvalidInputError without the address or the keys; an error of jose or of fetch when the keys are out of reach
 * @see https://docs.saleor.io/developer/extending/webhooks/payload-signature
 */
export async function verifySaleorWebhook(
  request: VerifiableRequest,
  options: VerifySaleorOptions,
): Promise<boolean> {
  return verifyRequest(request, saleorCheck(options));
}
