import { PrivyClient } from "privy-orders";
import { createVirtualClock } from "privy-orders/testing";
import { afterAll, describe, expect, it } from "vitest";
import { recordProof } from "../support/record-proof.js";
import { apiToken, json, leastOrder } from "../support/scripted-server.js";
import { SPELLINGS, UNMASKED } from "./spellings.js";

const integrationToken = "it-sunflower-9";
/** Of each kind of value that a request holds, one. */
const values = {
  email: "zoe.quixote@tilting.example",
  phone: "+14155550123",
  "first name": "Zoëbelle",
  "last name": "O'Quixotte",
  street: "77 Windmill Lane/Rear & Court",
  city: "Castilla-La Mancha",
  "postal code": "QX77 4ZB",
  "customer id": "cust-juniper-77",
  total: "123498.76",
  sku: "SKU/LANCE+XL",
  title: 'Lance "Rocinante" <XL>',
  "discount code": "DULCINEA40",
  note: "please leave it with Sancho",
  "text in a nested country_code": "Kingdom of Toboso",
  "key of an open object": "Aldonza Lorenzo",
  "integration token": integrationToken,
  token: apiToken,
};
const order = {
  ...leastOrder,
  total: Number(values.total),
  email: values.email,
  phone: values.phone,
  customer_id: values["customer id"],
  shipping_address: {
    first_name: values["first name"],
    last_name: values["last name"],
    address1: values.street,
    city: values.city,
    postal_code: values["postal code"],
    country: "US",
    note: values.note,
  },
  billing_address: {
    country_code: values["text in a nested country_code"],
    [values["key of an open object"]]: true,
  },
  line_items: [{ sku: values.sku, title: values.title, quantity: 1 }],
  discounts: [{ code: values["discount code"], amount: 1 }],
};

/** The places of an error's body. */
const places: readonly ((text: string) => Response)[] = [
  (text) => json(422, { error: { code: "validation_failed", message: `the value ${text}` } }),
  (text) => json(422, { error: { code: text, message: "x" } }),
  (text) => json(422, { error: { code: "x", message: "x", details: [{ field: text, message: "is bad" }] } }),
  (text) => json(422, { error: { code: "x", message: "x", details: [{ field: "a", message: `${text}` }] } }),
  (text) => json(409, { error: text, error_description: `exists: ${text}`, id: text }),
];

async function shownOf(reply: Response): Promise<string> {
  const client = new PrivyClient({
    token: apiToken,
    integrationToken,
    clock: createVirtualClock(),
    maxAttempts: 1,
    fetch: async () => reply,
  });
  const error: unknown = await client.orders.upsert(order).catch((reason: unknown) => reason);
  return `${error} ${JSON.stringify(error)}`.toLowerCase();
}

/** What a reader could recognise: the value, and the spelling itself. */
function isShown(shown: string, value: string, spelled: string): boolean {
  const [cut = spelled] = spelled.replaceAll('"', "").split(/…|\.\.\.| is not/);
  return [value, spelled, cut.length >= 4 ? cut : spelled].some((text) => shown.includes(text.toLowerCase()));
}

const figures = {
  kinds: Object.keys(values).length,
  spellings: SPELLINGS.length,
  places: places.length,
  tried: 0,
  leaks: 0,
  shownForAReason: UNMASKED.length,
};
afterAll(() => recordProof("masking", figures));

describe("a value of a request that a server quotes", () => {
  it.each(SPELLINGS)("is masked in every place of the body: %s", async (_, spell) => {
    expect(SPELLINGS).toHaveLength(36);
    const leaks: string[] = [];
    for (const [kind, value] of Object.entries(values)) {
      for (const [place, reply] of places.entries()) {
        const spelled = spell(value);
        figures.tried += 1;
        if (isShown(await shownOf(reply(spelled)), value, spelled))
          leaks.push(`${kind} in place ${place}: ${spelled}`);
      }
    }
    figures.leaks += leaks.length;
    expect(leaks).toEqual([]);
  });

  it.each(UNMASKED)("may be shown, for a reason: %s", async (_, spell, reason) => {
    expect(reason).not.toBe("");
    const text = spell(values["first name"]);
    const shown = await shownOf(json(422, { error: { code: "x", message: `the value ${text} x` } }));
    expect(shown).toContain(text.toLowerCase());
  });

  it("keeps a caller waiting for a fraction of a second, however many details quote however many values", async () => {
    const details = Array.from({ length: 100 }, (_, index) => ({
      field: `line_items[${index}]`,
      message: `${"a".repeat(3_900)} ${index}`,
    }));
    const line_items = Array.from({ length: 900 }, (_, index) => ({
      sku: `${"a".repeat(60)}${index}`,
      note: `n-${index}`,
    }));
    const client = new PrivyClient({
      token: apiToken,
      maxAttempts: 1,
      fetch: async () => json(422, { error: { code: "x", message: "x", details } }),
    });
    const startedAt = performance.now();
    await expect(client.orders.upsert({ ...leastOrder, line_items })).rejects.toMatchObject({ status: 422 });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
