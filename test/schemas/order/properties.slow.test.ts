import { inspect } from "node:util";
import fc from "fast-check";
import { parseOrder, safeParseOrder } from "privy-orders/schemas";
import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../../../src/errors/invalid-input-error.js";
import { least } from "../support.js";

const fields = (
  "order_id total currency order_date email phone customer_id subtotal discounts tax_lines total_items financial_status " +
  "fulfillment_status line_items billing_address shipping_address accepts_email_marketing accepts_sms_marketing initial_sync"
).split(" ");

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSparseArray: true,
  maxDepth: 4,
});
const item = fc.dictionary(
  fc.oneof(
    fc.constantFrom("price", "amount", "sku", "quantity", "product_id", "variant_id", "__proto__"),
    fc.string(),
  ),
  fc.oneof(
    fc.jsonValue(),
    fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e9, min: -1e9 }),
    fc.bigInt(),
  ),
);
const good: Record<string, fc.Arbitrary<unknown>> = {
  order_id: fc.oneof(
    fc.integer({ min: 1 }),
    fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }),
    fc.constant("0042"),
  ),
  total: fc.oneof(fc.double({ noNaN: true, min: -1e12, max: 1e12 }), fc.constant("95.00"), fc.constant(-0)),
  currency: fc.constantFrom("USD", "jpy", " KWD "),
  order_date: fc.date({
    min: new Date("0002-01-01T00:00:00Z"),
    max: new Date("9998-01-01T00:00:00Z"),
    noInvalidDate: true,
  }),
  email: fc.constantFrom(" ada@example.com ", "bob@example.com"),
};
const optional: Record<string, fc.Arbitrary<unknown>> = {
  phone: fc.constantFrom("+1 212 555 1234", "(555) 555-5555", "07911 123456", "", null),
  customer_id: fc.oneof(fc.string(), fc.integer(), fc.bigInt()),
  subtotal: fc.double({ noNaN: true, min: -1e12, max: 1e12 }),
  discounts: fc.array(item, { maxLength: 3 }),
  line_items: fc.array(item, { maxLength: 3 }),
  shipping_address: fc.oneof(item, fc.constant({ country_code: "gb" })),
  accepts_sms_marketing: fc.constant(false),
  total_items: fc.nat(),
};
const goodOrder = fc
  .tuple(fc.record(good), fc.record(optional, { requiredKeys: [] }))
  .map(([required, rest]): Record<string, unknown> => ({ ...required, ...rest }));

/** Parses and fails on anything but a payload that JSON can hold or the one error. */
function parsed(input: unknown, unknownFields: "throw" | "send" = "throw"): object | InvalidInputError {
  try {
    const { order } = parseOrder(input, { unknownFields });
    JSON.stringify(order);
    return order;
  } catch (error) {
    if (error instanceof InvalidInputError && error.issues.length > 0) return error;
    throw error;
  }
}

describe("whatever comes in", () => {
  it("comes out as an order or as an InvalidInputError, and as nothing else", () => {
    fc.assert(
      fc.property(anything, (input) => {
        parsed(input);
      }),
      { numRuns: 1000 },
    );
  });

  it("does so as well when it is nearly an order", () => {
    fc.assert(
      fc.property(
        goodOrder,
        fc.constantFrom(...fields, "gift", "__proto__"),
        anything,
        fc.boolean(),
        (order, field, value, send) => {
          Object.defineProperty(order, field, {
            value,
            enumerable: true,
            configurable: true,
            writable: true,
          });
          parsed(order, send ? "send" : "throw");
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("is normal after one time: parsing the result again changes nothing", () => {
    let accepted = 0;
    fc.assert(
      fc.property(goodOrder, (order) => {
        const once = parsed(order);
        if (once instanceof InvalidInputError) return;
        accepted++;
        const again = parseOrder(once);
        expect(again.order).toStrictEqual(once);
        // What looked like a mistake still does; nothing more is left out.
        expect(again.warnings.filter(({ code }) => code.endsWith("_dropped"))).toEqual([]);
        // What JSON carries is what was meant.
        expect(JSON.parse(JSON.stringify(once))).toEqual(JSON.parse(JSON.stringify(again.order)));
      }),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(500);
  });
});

describe("no message and no printed error", () => {
  const secrets = [
    "ada.lovelace@secret.example",
    "+1 (212) 555-7788",
    "AdaLovelaceSecret",
    "77 Secret Street",
    "31337.42",
  ];

  it("quotes a customer's value, wherever it stands", () => {
    const secret = fc.constantFrom(...secrets);
    const inside = fc.oneof(
      secret,
      secret.map((value) => [value]),
      secret.map((value) => ({ [`${value} `]: value, deep: [{ bad: Symbol(value), worse: () => value }] })),
      secret.map((value) => ({ price: value, amount: value, quantity: value, product_id: { value } })),
      secret.map((value) => [{ price: `${value} USD`, [`${value}!`]: () => value }]),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...fields, "gift", "77 Secret Street", "ada.lovelace@secret.example"),
        inside,
        fc.boolean(),
        (field, value, send) => {
          const { error, warnings } = safeParseOrder(
            { ...least, phone: "+1 (212) 555-7788 AdaLovelaceSecret", [field]: value },
            { unknownFields: send ? "send" : "throw", invalidPhone: "drop" },
          );
          const printed = [
            error?.message,
            error?.stack,
            String(error?.cause),
            JSON.stringify(error ?? warnings),
          ].join("\n");
          const shown = printed + inspect(error ?? warnings, { depth: 20, showHidden: true });
          for (const text of secrets) expect(shown).not.toContain(text);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
