import { createHmac, generateKeyPairSync } from "node:crypto";
import { InvalidInputError } from "privy-orders";
import {
  saleorWebhook,
  verifySaleorWebhook,
  verifyShopifyWebhook,
  verifyStripeWebhook,
} from "privy-orders/webhooks";
import { afterEach, describe, expect, it, vi } from "vitest";
import { bodyOf, headersOf, signatureHeaderOf, signatureVectors, type Vector, verify } from "./vectors.js";

const withHeader = (vector: Vector, name: string, value: string): Headers => {
  const headers = headersOf(vector);
  headers.set(name, value);
  return headers;
};
/** Those whose key is a text that both sides share. */
const shared = signatureVectors.filter(({ platform }) => !["saleor", "magento2"].includes(platform));
const coversBody = signatureVectors.filter(({ platform }) => platform !== "ecwid");

describe("a signature that a platform's own page or library made", () => {
  it("is there for every platform that signs", () => {
    expect(new Set(signatureVectors.map(({ platform }) => platform))).toEqual(
      new Set("shopify woocommerce stripe bigcommerce squarespace square ecwid magento2 saleor".split(" ")),
    );
  });

  it.each(signatureVectors)("is taken: $platform, $from", async (vector) => {
    expect(await verify(vector)).toBe(true);
  });

  it.each(signatureVectors)("is taken in headers of any case: $platform", async (vector) => {
    const headers = new Headers();
    for (const [name, value] of headersOf(vector)) headers.set(name.toUpperCase(), value);
    expect(await verify(vector, { headers })).toBe(true);
  });

  it.each(coversBody)("is refused when any one bit of the body differs: $platform", async (vector) => {
    const body = bodyOf(vector);
    for (let bit = 0; bit < body.length * 8; bit += 37) {
      const tampered = Uint8Array.from(body);
      tampered[bit >> 3] = (tampered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(await verify(vector, { body: tampered })).toBe(false);
    }
  });

  it("of Ecwid is refused when time or id differ, since it covers no more", async () => {
    const vector = signatureVectors.find(({ platform }) => platform === "ecwid");
    if (vector === undefined) throw new Error("no vector");
    for (const [from, to] of [
      ["1469429912", "1469429913"],
      ["80aece08", "80aece09"],
      ['"eventCreated"', '"created"'],
      ["{", "["],
    ] as const) {
      const body = new TextEncoder().encode(vector.body.replace(from, to));
      expect(await verify(vector, { body })).toBe(false);
    }
  });

  it.each(signatureVectors)("is refused when any one character of it differs: $platform", async (vector) => {
    const [name, text] = signatureHeaderOf(vector);
    const start = /^(?:t=\d+,v1=|v1,|)/.exec(text)?.[0].length ?? 0;
    for (let at = start; at < text.length; at += 1) {
      const other = text[at] === "A" ? "B" : "A";
      // Hexadecimal digits are the same in both cases.
      if (text[at]?.toUpperCase() === other) continue;
      const headers = withHeader(vector, name, text.slice(0, at) + other + text.slice(at + 1));
      expect(`${at} ${await verify(vector, { headers })}`).toBe(`${at} false`);
    }
  });

  it.each(signatureVectors)("is refused in another encoding: $platform", async (vector) => {
    const [name, text] = signatureHeaderOf(vector);
    const bare = text.replace(/^(?:t=\d+,v1=|v1,)/, "");
    const bytes = /^[\da-f]+$/.test(bare) ? Buffer.from(bare, "hex") : Buffer.from(bare, "base64");
    const spelt = [
      "",
      " ",
      "null",
      "no signature!",
      bytes.toString("latin1").replace(/[^ -~]/g, "?"),
      text.slice(0, -1),
      `${text}=`,
      `${text}A`,
      `sha256=${text}`,
      /^[\da-f]+$/.test(bare)
        ? text.replace(bare, bytes.toString("base64"))
        : text.replace(bare, bytes.toString("hex")),
      text.replace(bare, bytes.toString("base64url")).replace(/=*$/, ""),
    ].filter((one) => one.trim() !== text);
    for (const value of spelt) {
      expect(`${value} ${await verify(vector, { headers: withHeader(vector, name, value) })}`).toBe(
        `${value} false`,
      );
    }
    const headers = headersOf(vector);
    headers.delete(name);
    expect(await verify(vector, { headers })).toBe(false);
  });

  it.each(signatureVectors)("is refused when the header stands there twice: $platform", async (vector) => {
    const [name, text] = signatureHeaderOf(vector);
    const headers = headersOf(vector);
    headers.append(name, text);
    const forged = withHeader(vector, name, text.replace(/[a-z]/g, "0"));
    forged.append(name, text);
    expect(await verify(vector, { headers })).toBe(false);
    expect(await verify(vector, { headers: forged })).toBe(false);
  });

  it.each(shared)("is taken with an old and a new secret, in either order: $platform", async (vector) => {
    const { secret = "" } = vector;
    const other = "00ff00ff00ff00ff00ff00ff00ff00ff";
    expect(await verify(vector, { secret: [other, secret] })).toBe(true);
    expect(await verify(vector, { secret: [secret, other] })).toBe(true);
    expect(await verify(vector, { secret: other })).toBe(false);
  });

  it("of Commerce is taken with an old and a new public key", async () => {
    const vector = signatureVectors.find(({ platform }) => platform === "magento2");
    if (vector?.secret === undefined) throw new Error("no vector");
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const other = String(publicKey.export({ type: "spki", format: "pem" }));
    expect(await verify(vector, { secret: [other, vector.secret] })).toBe(true);
    expect(await verify(vector, { secret: other })).toBe(false);
  });

  it.each([
    ["stripe", 300_000],
    ["bigcommerce", 300_000],
    // Repeats a hook for 24 hours, with the time of its event.
    ["ecwid", 90_000_000],
  ] as const)("is refused too far from its time: %s, %d ms", async (platform, tolerance) => {
    const vector = signatureVectors.find((one) => one.platform === platform);
    if (vector?.now === undefined) throw new Error("no vector");
    const { now } = vector;
    expect(await verify(vector, { now: now + tolerance })).toBe(true);
    expect(await verify(vector, { now: now + tolerance + 1 })).toBe(false);
    expect(await verify(vector, { now: now - tolerance - 1 })).toBe(false);
  });
});

describe("a body of any kind", () => {
  const secret = "secret";
  const sign = (body: Uint8Array): string => createHmac("sha256", secret).update(body).digest("base64");

  it.each([
    ["empty", new Uint8Array(0)],
    ["of 5 MB", new Uint8Array(5_000_000).fill(0x20)],
    ["not UTF-8", Uint8Array.from([0xff, 0xfe, 0x00])],
    ["beyond ASCII", new TextEncoder().encode('{"n":"鈴木 🎁"}')],
  ])("is verified by its bytes: %s", async (_kind, body) => {
    const headers = new Headers({ "X-Shopify-Hmac-SHA256": sign(body) });
    expect(await verifyShopifyWebhook({ headers, body }, { secret })).toBe(true);
    const longer = new Uint8Array(body.length + 1);
    longer.set(body);
    expect(await verifyShopifyWebhook({ headers, body: longer }, { secret })).toBe(false);
  });

  it("can be read again after a request of its own was verified", async () => {
    const body = new TextEncoder().encode('{"id":1}');
    const headers = { "X-Shopify-Hmac-SHA256": sign(body) };
    const request = new Request("https://shop.example/hook", { method: "POST", headers, body });
    expect(await verifyShopifyWebhook(request, { secret })).toBe(true);
    expect(await request.text()).toBe('{"id":1}');
  });
});

describe("the comparison", () => {
  afterEach(() => vi.restoreAllMocks());

  it("is WebCrypto's own over all 32 bytes and every secret, wherever the signatures differ", async () => {
    const body = new TextEncoder().encode("{}");
    const right = createHmac("sha256", "new").update(body).digest();
    const compared: number[] = [];
    const { verify: original } = crypto.subtle;
    vi.spyOn(crypto.subtle, "verify").mockImplementation((...given) => {
      compared.push(new Uint8Array(given[2] as Uint8Array).length); // a signature is bytes here
      return original.apply(crypto.subtle, given);
    });
    for (let at = -1; at < 32; at += 1) {
      compared.length = 0;
      const signature = Buffer.from(right);
      if (at >= 0) signature[at] = (signature[at] ?? 0) ^ 1;
      const headers = new Headers({ "X-Shopify-Hmac-SHA256": signature.toString("base64") });
      expect(await verifyShopifyWebhook({ headers, body }, { secret: ["old", "new", "older"] })).toBe(at < 0);
      expect(compared).toEqual([32, 32, 32]);
    }
  });
});

describe("what cannot be verified", () => {
  it.each(["", " ", [], ["good", ""], undefined])("is refused when the secret is %j", async (secret) => {
    const hook = { headers: new Headers(), body: new Uint8Array(0) };
    const options = { secret: secret as string }; // as an unset environment variable gets here
    await expect(verifyStripeWebhook(hook, options)).rejects.toThrow(/secret: must be the secret/);
  });

  it("is an error, not a bad signature, while Saleor's keys are out of reach", async () => {
    const vector = signatureVectors.find(({ platform }) => platform === "saleor");
    if (vector === undefined) throw new Error("no vector");
    const hook = { headers: headersOf(vector), body: bodyOf(vector) };
    const fetched = vi.spyOn(globalThis, "fetch").mockRejectedValueOnce(new TypeError("fetch failed"));
    await expect(verifySaleorWebhook(hook, { saleorUrl: "https://shop.example" })).rejects.toThrow(
      "fetch failed",
    );
    fetched.mockResolvedValueOnce(new Response("down", { status: 502 }));
    await expect(verifySaleorWebhook(hook, { saleorUrl: "https://shop.example" })).rejects.toThrow();
    fetched.mockResolvedValueOnce(Response.json(vector.jwks));
    expect(await verifySaleorWebhook(hook, { saleorUrl: "https://shop.example/graphql/" })).toBe(true);
    expect(String(fetched.mock.lastCall?.[0])).toBe("https://shop.example/.well-known/jwks.json");
    expect(fetched.mock.lastCall?.[1]).toMatchObject({ cache: "no-store" });
    fetched.mockRestore();
  });

  it("is an error, not a bad signature, when Saleor may have a new key that is not fetched yet", async () => {
    const vector = signatureVectors.find(({ platform }) => platform === "saleor");
    if (vector === undefined) throw new Error("no vector");
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      const old = { keys: [{ ...vector.jwks?.keys[0], kid: "old" }] };
      const fetched = vi.spyOn(globalThis, "fetch").mockResolvedValueOnce(Response.json(old));
      const source = saleorWebhook({ saleorUrl: "https://shop.example" });
      const hook = { headers: headersOf(vector), body: bodyOf(vector) };
      // Fetched just now: this key is not Saleor's.
      expect(await source.verify(hook, 0)).toBe(false);
      await expect(source.verify(hook, 0)).rejects.toThrow();
      vi.setSystemTime(Date.now() + 31_000);
      fetched.mockResolvedValueOnce(Response.json(vector.jwks));
      expect(await source.verify(hook, 0)).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([{ jwks: [] }, { jwks: null }, { saleorUrl: "shop.example" }, {}])(
    "is refused at once without an address or keys of Saleor: %j",
    (options) => {
      expect(() => saleorWebhook(options as object)).toThrow(InvalidInputError); // as JavaScript may pass it
    },
  );

  it("is refused when a JWS names another algorithm", async () => {
    const vector = signatureVectors.find(({ platform }) => platform === "saleor");
    if (vector === undefined) throw new Error("no vector");
    const [, , signature = ""] = vector.headers["Saleor-Signature"]?.split(".") ?? [];
    for (const alg of ["none", "HS256", "RS512"]) {
      const header = Buffer.from(JSON.stringify({ alg, kid: "saleor-test", b64: false, crit: ["b64"] }));
      const headers = new Headers({ "Saleor-Signature": `${header.toString("base64url")}..${signature}` });
      expect(await verify(vector, { headers })).toBe(false);
    }
  });
});
