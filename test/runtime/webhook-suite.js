// The webhooks in every runtime: what they use is WebCrypto, streams and Request.
import {
  createWebhookHandler,
  saleorWebhook,
  shopifyWebhook,
  verifyMagento2Webhook,
  verifyStripeWebhook,
} from "privy-orders/webhooks";

const secret = "the secret of this shop";
const encoder = new TextEncoder();
const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const base64Url = (bytes) => base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const hex = (bytes) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
const rsa = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};

async function hmac(text) {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
  return crypto.subtle.sign("HMAC", key, encoder.encode(text));
}

const order = (id) =>
  `{"id":${id},"email":"jane.doe@example.com","total_price":"95.00","currency":"USD","created_at":"2026-01-05T10:00:00+01:00","updated_at":"2026-01-05T10:00:00+01:00","financial_status":"paid"}`;

const post = (body, headers) =>
  new Request("https://shop.example/hooks", {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body,
  });

/**
 * @param test runs and notes one case
 * @param equal compares two values of JSON
 * @param client makes a client
 */
export async function runWebhookSuite({ test, equal, client, nextId }) {
  const shop = (more = {}) =>
    createWebhookHandler({
      source: shopifyWebhook({ secret: ["an older secret", secret] }),
      deliver: (order, { version, signal }) => client().orders.upsert(order, { version, signal }),
      ...more,
    });
  const topic = { "X-Shopify-Topic": "orders/create" };

  await test("takes a signed webhook to Privy", async () => {
    const settled = [];
    const body = order(nextId());
    const headers = { ...topic, "X-Shopify-Hmac-SHA256": base64(await hmac(body)) };
    const handle = shop({ observer: { onHookSettled: ({ outcome }) => settled.push(outcome) } });
    const response = await handle(post(body, headers));
    equal([response.status, await response.text(), settled], [200, "ok", ["delivered"]], "response");
    const again = await handle(post(body, headers));
    equal([again.status, settled], [200, ["delivered", "skipped"]], "the same again");
  });

  await test("refuses a forged webhook, and one that is too large", async () => {
    const body = order(nextId());
    const headers = { ...topic, "X-Shopify-Hmac-SHA256": base64(await hmac(`${body} `)) };
    equal((await shop()(post(body, headers))).status, 401, "forged");
    equal((await shop({ maxBodyBytes: 10 })(post(body, headers))).status, 413, "too large");
    equal((await shop()(new Request("https://shop.example/hooks"))).status, 200, "health");
  });

  await test("keeps every digit of an id, and does the rest after the response", async () => {
    const ids = [];
    const waited = [];
    const handle = shop({
      respond: "first",
      deliver: ({ order_id }) => ids.push(String(order_id)),
      onUndelivered: () => undefined,
    });
    const body = order("9007199254740993123");
    const headers = { ...topic, "X-Shopify-Hmac-SHA256": base64(await hmac(body)) };
    const response = await handle(post(body, headers), {}, { waitUntil: (work) => waited.push(work) });
    await Promise.all(waited);
    await handle.idle();
    equal([response.status, ids, waited.length], [200, ["9007199254740993123"], 1], "delivery");
  });

  await test("verifies a signature with a time", async () => {
    const now = 1_767_225_600_000;
    const signature = hex(await hmac(`${now / 1000}.{}`));
    const request = () => post("{}", { "Stripe-Signature": `t=${now / 1000},v1=${signature}` });
    equal(await verifyStripeWebhook(request(), { secret, now }), true, "in time");
    equal(await verifyStripeWebhook(request(), { secret, now: now + 300_001 }), false, "too late");
  });

  await test("verifies signatures with a public key", async () => {
    const pair = await crypto.subtle.generateKey(rsa, true, ["sign", "verify"]);
    const sign = (text) => crypto.subtle.sign(rsa, pair.privateKey, encoder.encode(text));
    const body = '{"order":{"entity_id":1}}';
    const spki = base64(await crypto.subtle.exportKey("spki", pair.publicKey));
    const publicKey = `-----BEGIN PUBLIC KEY-----\n${spki}\n-----END PUBLIC KEY-----`;
    const signed = base64(await sign(base64(encoder.encode(body))));
    const magento = (text) =>
      verifyMagento2Webhook(post(text, { "x-adobe-commerce-webhook-signature": signed }), { publicKey });
    equal([await magento(body), await magento(`${body} `)], [true, false], "RSA");

    const jwks = { keys: [{ ...(await crypto.subtle.exportKey("jwk", pair.publicKey)), alg: "RS256" }] };
    const header = base64Url(encoder.encode('{"alg":"RS256","b64":false,"crit":["b64"]}'));
    const jws = `${header}..${base64Url(await sign(`${header}.{}`))}`;
    const saleor = createWebhookHandler({
      source: saleorWebhook({ jwks }),
      deliver: () => undefined,
      onUndelivered: () => undefined,
    });
    const statuses = ["{}", "{ }"].map(
      async (text) => (await saleor(post(text, { "Saleor-Signature": jws }))).status,
    );
    equal(await Promise.all(statuses), [200, 401], "JWS");
  });
}
