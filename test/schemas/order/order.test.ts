import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { parseOrder, safeParseOrder } from "privy-orders/schemas";
import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../../../src/errors/invalid-input-error.js";
import { documentedRequest } from "../../fixtures/documented-order.js";
import { least, said, sent } from "../support.js";

describe("parseOrder", () => {
  it("needs an id, a total, a currency, a date and an email or a phone, and reports all at once", () => {
    const { error } = safeParseOrder({});
    expect(error?.issues.map((issue) => issue.path.join("."))).toEqual([
      "order_id",
      "total",
      "currency",
      "order_date",
      "",
    ]);
    for (const issue of error?.issues ?? []) expect(issue.message).toMatch(/required|email or a phone/);
  });

  it("returns just these when there is nothing else", () => {
    expect(parseOrder(least)).toStrictEqual({ order: least, warnings: [] });
  });

  it("omits what is null, undefined or not given", () => {
    const optional =
      "phone customer_id subtotal discounts tax_lines total_items financial_status fulfillment_status line_items " +
      "billing_address shipping_address accepts_email_marketing accepts_sms_marketing initial_sync";
    const nothing: Record<string, unknown> = {};
    for (const [index, field] of optional.split(" ").entries())
      nothing[field] = index % 2 === 0 ? null : undefined;
    expect(parseOrder({ ...least, ...nothing })).toStrictEqual({ order: least, warnings: [] });
  });

  it("reads each order by the fields that it has, whichever they are and however many such sets there are", () => {
    const { order_id, total, currency, order_date, email, ...others } = documentedRequest;
    const optional = Object.entries(others);
    for (let set = 0; set < 2 ** optional.length; set += 61) {
      const given = Object.fromEntries(optional.filter((_, place) => (set >> place) & 1));
      // An SMS opt-in needs a phone.
      if (!("phone" in given)) delete given.accepts_sms_marketing;
      const { order } = parseOrder({ ...given, order_id, total, currency, order_date, email });
      expect(order).toStrictEqual({ ...given, order_id: "1001", total, currency, order_date, email });
      expect(parseOrder({ ...order, customer_id: " " }).order).not.toHaveProperty("customer_id");
    }
  });

  it("sends the fields in the order of Privy's page, whatever their order was", () => {
    const reversed = Object.fromEntries(Object.entries({ ...least, phone: "+12125551234" }).reverse());
    expect(Object.keys(parseOrder(reversed).order)).toEqual([...Object.keys(least), "phone"]);
  });

  it("throws what safeParseOrder returns", () => {
    const wrong = { ...least, total: "1,000", orderId: 1 };
    const { error } = safeParseOrder(wrong);
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(() => parseOrder(wrong)).toThrow(InvalidInputError);
    expect(() => parseOrder(wrong)).toThrow(error?.message);
    expect(error).toMatchObject({
      name: "InvalidInputError",
      code: "invalid_input",
      retryable: false,
      attempts: 0,
    });
  });

  it.each([
    ["null", null, "is missing", "missing"],
    ["undefined", undefined, "is missing", "missing"],
    ["text", JSON.stringify(least), "is text: pass JSON.parse(text)"],
    ["an array", [least], "is an array: pass one order at a time, or use importOrders"],
    ["a Date", new Date(), "must be an object with the fields of one order"],
    ["a Map", new Map(Object.entries(least)), "is a Map: pass Object.fromEntries(map)"],
    ["a promise", Promise.resolve(least), "is a Promise: await it"],

    ["a function", () => least, "is a function: pass what it returns"],
    ["a Buffer", Buffer.from(JSON.stringify(least)), "is bytes: decode them"],
    ["an ArrayBuffer", new ArrayBuffer(8), "is bytes: decode them"],
    ["a Request", new Request("http://localhost"), "is a Request: await its json()"],
    ["a Response", new Response("{}"), "is a Response: await its json()"],
    ["a number", 1001, "must be an object with the fields of one order"],
  ])("refuses %s instead of an order, in one sentence", (_, input, advice, code = "invalid") => {
    const { error } = safeParseOrder(input);
    expect(error?.issues).toEqual([{ code, path: [], message: expect.stringContaining(advice) }]);
  });

  it("takes an object without a prototype, or of another realm", () => {
    expect(parseOrder(Object.assign(Object.create(null), least)).order).toEqual(least);
    expect(parseOrder(runInNewContext(`(${JSON.stringify(least)})`)).order).toEqual(least);
  });

  it("does not take fields from a polluted prototype for the order's own", () => {
    const order: unknown = JSON.parse(
      JSON.stringify({ ...least, email: undefined }).replace(
        "{",
        '{"__proto__":{"email":"eve@example.com"},',
      ),
    );
    const { error } = safeParseOrder(order);
    expect(error?.message).toContain("needs an email or a phone");
    expect(error?.issues).toHaveLength(2);
  });
});

describe("an order's contact", () => {
  it("goes by email, by phone or by both", () => {
    expect(sent({ email: null, phone: "+12125551234" })).toMatchObject({ phone: "+12125551234" });
    expect(sent({ phone: "+12125551234" })).toMatchObject({
      email: "ada@example.com",
      phone: "+12125551234",
    });
  });

  it.each([{}, { email: "" }, { email: " ", phone: "" }, { email: null, phone: null }])(
    "must be known: %j is refused",
    (fields) => {
      expect(said({ email: undefined, ...fields }, "")).toContain("needs an email or a phone");
    },
  );

  it("is not called unknown because of an email or a phone that has a problem of its own", () => {
    const both = safeParseOrder({ ...least, email: "ada@", phone: 5 });
    expect(both.error?.issues.map((issue) => issue.path)).toEqual([["phone"], ["email"]]);
    const unread = safeParseOrder({ ...least, email: "ada@", phone: "+1 555 555 5555" });
    expect(unread.error?.issues.map((issue) => issue.path)).toEqual([["email"], ["phone"]]);
  });
});

describe("an email that cannot be read", () => {
  const order = { ...least, email: "ada@", phone: "+1 212 555 1234", accepts_sms_marketing: true };

  it("is dropped with a warning beside a phone, and its opt-in with it", () => {
    const { order: payload, warnings } = parseOrder({ ...order, accepts_email_marketing: true });
    const { email: _email, ...rest } = least;
    expect(payload).toStrictEqual({ ...rest, phone: "+12125551234", accepts_sms_marketing: true });
    expect(warnings.map(({ code, path }) => ({ code, path }))).toEqual([
      { code: "email_dropped", path: ["email"] },
      { code: "email_consent_dropped", path: ["accepts_email_marketing"] },
    ]);
    expect(inspect(warnings)).not.toContain("ada@");
  });

  it("keeps a refusal of e-mail marketing", () => {
    const { order: payload, warnings } = parseOrder({ ...order, accepts_email_marketing: false });
    expect(payload.accepts_email_marketing).toBe(false);
    expect(warnings).toHaveLength(1);
  });

  it.each([{ phone: null, accepts_sms_marketing: false }, { phone: "nobody" }])(
    "is refused when no phone can be read: %j",
    (fields) => {
      const { error } = safeParseOrder({ ...order, ...fields });
      expect(error?.issues[0]?.path).toEqual(["email"]);
    },
  );

  it("is refused when the caller wants that", () => {
    const { error } = safeParseOrder(order, { invalidEmail: "throw" });
    expect(error?.issues).toMatchObject([{ path: ["email"] }]);
  });
});

describe("an SMS opt-in", () => {
  it("goes with a phone", () => {
    expect(sent({ phone: "+12125551234", accepts_sms_marketing: true }).accepts_sms_marketing).toBe(true);
    expect(sent({ accepts_sms_marketing: false }).accepts_sms_marketing).toBe(false);
  });

  it("is refused without one", () => {
    for (const phone of [undefined, null, "", " "]) {
      expect(said({ phone, accepts_sms_marketing: true }, "accepts_sms_marketing")).toContain(
        "needs a phone",
      );
    }
  });

  it("is dropped together with the phone, so that no one is signed up", () => {
    const { order, warnings } = parseOrder(
      { ...least, phone: "(555) 555-5555", accepts_sms_marketing: true, accepts_email_marketing: true },
      { defaultCountry: "US" },
    );
    expect(order).toStrictEqual({ ...least, accepts_email_marketing: true });
    expect(warnings.map(({ code, path }) => ({ code, path }))).toEqual([
      { code: "phone_dropped", path: ["phone"] },
      { code: "sms_consent_dropped", path: ["accepts_sms_marketing"] },
    ]);
    expect(inspect(warnings)).not.toContain("555");
  });

  it("that is false stays when the phone is dropped", () => {
    const { order, warnings } = parseOrder({ ...least, phone: "nobody", accepts_sms_marketing: false });
    expect(order).toMatchObject({ accepts_sms_marketing: false });
    expect(warnings).toHaveLength(1);
  });
});

describe("a field that Privy's orders do not have", () => {
  it.each([
    ["fulfilment_status", "fulfillment_status"],
    ["orderId", "order_id"],
    ["OrderID", "order_id"],
    ["order-date", "order_date"],
    ["lineItems", "line_items"],
    ["curency", "currency"],
    ["tax_line", "tax_lines"],
    ["acceptsSmsMarketing", "accepts_sms_marketing"],
    ["emial", "email"],
    ["customer_email", "email"],
    ["phone_number", "phone"],
    ["total_amount", "total"],
    ["placed_at", "order_date"],
    ["currency_code", "currency"],
    ["id", "order_id"],
  ])("%s is refused with the name that was meant: %s", (field, meant) => {
    expect(said({ [field]: 1 }, field)).toContain(`did you mean "${meant}"?`);
  });

  it.each(["gift_message", "x", "constructor", "toString", "hasOwnProperty", "$metadata"])(
    "%s is refused with the way to send it all the same",
    (field) => {
      expect(said({ [field]: null }, field)).toContain('unknownFields: "send"');
    },
  );

  it("is no problem when it is undefined", () => {
    expect(sent({ orderId: undefined })).toEqual(least);
  });

  it.each(["ada@example.com", "Ada Lovelace", "+12125551234", "<script>", "é", "a".repeat(41), ""])(
    "is not quoted when it is not a plain name: %j",
    (field) => {
      const { error } = safeParseOrder({ ...least, [field]: 1 });
      expect(error?.issues).toEqual([
        { code: "unknown_field", path: [], message: expect.stringContaining("not quoted") },
      ]);
    },
  );

  it("stays one message when there are a hundred thousand of them", () => {
    const many = Object.fromEntries(
      Array.from({ length: 100_000 }, (_, index) => [`field_number_${index}`, 1]),
    );
    const names = { of: 0 };
    const counted = new Proxy(many, {
      get(target, name) {
        names.of++;
        return Reflect.get(target, name);
      },
    });
    const { error } = safeParseOrder(counted);
    expect(error?.issues.length).toBeLessThan(110);
    expect(error?.message).toContain("more problems");
    // It stops looking, too: finding the nearest name for each would take seconds.
    expect(names.of).toBeLessThan(1000);
  });

  it('is sent as a copy with unknownFields: "send"', () => {
    const gift = { text: "for Ada", at: new Date(0), id: 1n, gone: undefined };
    const { order } = parseOrder(
      { ...least, gift, none: undefined, nothing: null },
      { unknownFields: "send" },
    );
    gift.text = "for Bob";
    expect(order).toStrictEqual({
      ...least,
      gift: { text: "for Ada", at: "1970-01-01T00:00:00.000Z", id: "1" },
      nothing: null,
    });
  });

  it('is still refused with unknownFields: "send" when JSON cannot hold it', () => {
    const { error } = safeParseOrder({ ...least, gift: { wrap: [() => 1] } }, { unknownFields: "send" });
    expect(error?.issues.map((issue) => issue.path)).toEqual([["gift", "wrap", 0]]);
  });

  it("pollutes nothing when it is named __proto__", () => {
    const input: unknown = JSON.parse(JSON.stringify(least).replace("{", '{"__proto__":{"polluted":1},'));
    expect(safeParseOrder(input).success).toBe(false);
    const { order } = parseOrder(input, { unknownFields: "send" });
    expect(Object.getPrototypeOf(order)).toBe(Object.prototype);
    expect(JSON.stringify(order)).toContain('"__proto__":{"polluted":1}');
  });
});

describe("the options", () => {
  it("are refused, and not thrown at, when they are none: map passes an index", () => {
    const orders = [least].map(safeParseOrder as (order: unknown) => ReturnType<typeof safeParseOrder>);
    expect(orders[0]?.error?.message).toContain("must be an object of options, or be left out");
    expect(() => parseOrder(least, null as never)).toThrow(InvalidInputError);
  });

  it.each([
    [{ defaultCountry: "UK" }, "defaultCountry"],
    [{ defaultCountry: "us" }, "defaultCountry"],
    [{ defaultCountry: "USA" }, "defaultCountry"],
    [{ defaultCountry: "ZZ" }, "defaultCountry"],
    [{ defaultCountry: "" }, "defaultCountry"],
    [{ defaultCountry: "__proto__" }, "defaultCountry"],
    [{ invalidPhone: "warn" }, "invalidPhone"],
    [{ unknownFields: "allow" }, "unknownFields"],
  ])("%j are refused", (options, name) => {
    // Plain JavaScript passes such.
    const { error } = safeParseOrder(least, options as object);
    expect(error?.issues.map((issue) => issue.path)).toEqual([[name]]);
  });

  it("may name a country without phones, and may be undefined", () => {
    expect(safeParseOrder(least, { defaultCountry: "AQ" }).success).toBe(true);
    const none = { defaultCountry: undefined, invalidPhone: undefined, unknownFields: undefined };
    expect(safeParseOrder({ ...least, phone: "nobody" }, none).warnings).toHaveLength(1);
  });
});
