import {
  type IncomingHook,
  verifyBigCommerceWebhook,
  verifyEcwidWebhook,
  verifyMagento2Webhook,
  verifySaleorWebhook,
  verifyShopifyWebhook,
  verifySquarespaceWebhook,
  verifySquareWebhook,
  verifyStripeWebhook,
  verifyWooCommerceWebhook,
} from "privy-orders/webhooks";
import vectors from "../../fixtures/webhook-signatures.json" with { type: "json" };

/** A signature that the platform's own documentation or library made or accepts; `from` says which. */
export interface Vector {
  readonly platform: string;
  readonly from: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly secret?: string;
  readonly notificationUrl?: string;
  readonly now?: number;
  readonly jwks?: { readonly keys: readonly Readonly<Record<string, unknown>>[] };
}

export const signatureVectors: readonly Vector[] = vectors;

/** What to change about a vector before it is verified. */
export interface Change {
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly headers?: Headers;
  readonly secret?: string | readonly string[];
  readonly now?: number;
}

export function headersOf(vector: Vector): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(vector.headers)) {
    if (value !== undefined) headers.set(name, value);
  }
  return headers;
}

export const bodyOf = ({ body }: Vector): Uint8Array<ArrayBuffer> => new TextEncoder().encode(body);

/** The header that carries the signature, and its text. */
export function signatureHeaderOf({ headers }: Vector): [name: string, value: string] {
  const found = Object.entries(headers).find(([name]) => /signature|hmac/i.test(name));
  if (found?.[1] === undefined) throw new Error("the vector has no signature");
  return [found[0], found[1]];
}

/** Verifies a vector with the exported verifier of its platform. */
export function verify(vector: Vector, change: Change = {}): Promise<boolean> {
  const hook: IncomingHook = {
    headers: change.headers ?? headersOf(vector),
    body: change.body ?? bodyOf(vector),
  };
  const secret = change.secret ?? vector.secret ?? "";
  const now = change.now ?? vector.now;
  switch (vector.platform) {
    case "shopify":
      return verifyShopifyWebhook(hook, { secret });
    case "woocommerce":
      return verifyWooCommerceWebhook(hook, { secret });
    case "stripe":
      return verifyStripeWebhook(hook, { secret, now });
    case "bigcommerce":
      return verifyBigCommerceWebhook(hook, { secret, now });
    case "squarespace":
      return verifySquarespaceWebhook(hook, { secret });
    case "square":
      return verifySquareWebhook(hook, { secret, notificationUrl: vector.notificationUrl ?? "" });
    case "ecwid":
      return verifyEcwidWebhook(hook, { secret, now });
    case "magento2":
      return verifyMagento2Webhook(hook, { publicKey: secret });
    case "saleor":
      return verifySaleorWebhook(hook, { jwks: vector.jwks });
    default:
      throw new Error(`no verifier for ${vector.platform}`);
  }
}
