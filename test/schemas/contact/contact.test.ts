import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InputIssue } from "../../../src/errors/invalid-input-error.js";
import { type ParseContactOptions, parseContact } from "../../../src/schemas/contact/contact.js";
import { contactSchema, contactUpdateSchema } from "../../../src/schemas/contact/contact-schema.js";

const created = (input: unknown, options: Partial<ParseContactOptions> = {}) =>
  parseContact(input, { use: "create", ...options });
const updated = (input: unknown, options: Partial<ParseContactOptions> = {}) =>
  parseContact(input, { use: "update", ...options });
const pathsOf = (issues: readonly InputIssue[] | undefined) => issues?.map(({ path }) => path.join("."));

describe("a contact to create", () => {
  it("is sent in Privy's spelling, with nothing that was not given", () => {
    const { contact } = created({
      email: " jane@example.com ",
      phone_number: "+1 (212) 555-0123",
      first_name: " Jane ",
      last_name: "",
      tags: [" vip "],
      custom_fields: {
        tier: "gold",
        points: 3,
        ordered: new Date(0),
        id: 2n ** 60n,
        none: null,
        left: undefined,
      },
    });
    expect(contact).toEqual({
      email: "jane@example.com",
      phone_number: "+12125550123",
      first_name: "Jane",
      tags: ["vip"],
      custom_fields: {
        tier: "gold",
        points: 3,
        ordered: "1970-01-01T00:00:00.000Z",
        id: "1152921504606846976",
        none: null,
      },
    });
  });

  it("is signed up for nothing by itself", () => {
    expect(created({ email: "jane@example.com" }).contact).toEqual({ email: "jane@example.com" });
  });

  it("omits whatever is null", () => {
    const { contact } = created({
      email: "jane@example.com",
      phone_number: null,
      first_name: null,
      tags: null,
      custom_fields: null,
      email_consent: null,
      sms_consent: null,
      send_welcome_sms: null,
    });
    expect(contact).toEqual({ email: "jane@example.com" });
  });

  it.each([{}, { email: " ", phone_number: null }, { first_name: "Jane" }])(
    "needs an email or a phone: %j",
    (input) => {
      expect(created(input).issues).toEqual([
        {
          code: "no_contact",
          path: [],
          message: expect.stringContaining("needs an email or a phone_number"),
        },
      ]);
    },
  );

  it("hears of all problems at once, each where it is", () => {
    const { issues } = created({
      email: "jane",
      phone_number: 12125550123,
      first_name: 7,
      tags: ["vip", " ", 3],
      custom_fields: { address: { city: "Berlin" }, sizes: [1], ok: 1 },
      email_consent: "non_subscribed",
      sms_consent: true,
      send_welcome_sms: "false",
      phone: "x",
    });
    expect(pathsOf(issues)).toEqual([
      "email",
      "first_name",
      "tags.1",
      "tags.2",
      "custom_fields.address",
      "custom_fields.sizes",
      "email_consent",
      "sms_consent",
      "send_welcome_sms",
      "phone_number",
      "phone",
    ]);
    expect(issues?.find(({ path }) => path[0] === "email_consent")?.message).toContain(
      'did you mean "never_subscribed"?',
    );
    expect(issues?.at(-1)?.message).toContain('did you mean "phone_number"?');
  });

  it.each([
    ["email_consent", "compliance_suppressed"],
    ["sms_consent", "pending"],
  ])("cannot be given the %s that Privy alone sets", (field, value) => {
    for (const parse of [created, updated]) {
      const { issues } = parse({ email: "jane@example.com", phone_number: "+12125550123", [field]: value });
      expect(issues).toEqual([
        { code: "invalid", path: [field], message: expect.stringContaining("Privy alone sets") },
      ]);
    }
  });

  it.each(["subscribed", "single_opt_in"])("cannot opt in to SMS (%s) without a phone", (sms_consent) => {
    for (const phone_number of [undefined, null, " "]) {
      const { issues } = created({ email: "jane@example.com", phone_number, sms_consent });
      expect(pathsOf(issues)).toEqual(["sms_consent"]);
    }
    expect(created({ phone_number: "+12125550123", sms_consent }).contact).toEqual({
      phone_number: "+12125550123",
      sms_consent,
    });
  });

  it("has nothing to unsubscribe from", () => {
    expect(pathsOf(created({ phone_number: "+12125550123", sms_consent: "unsubscribed" }).issues)).toEqual([
      "sms_consent",
    ]);
    expect(updated({ sms_consent: "unsubscribed" }).contact).toEqual({ sms_consent: "unsubscribed" });
  });

  it("reads a national phone by the default country, and refuses it without one", () => {
    const input = { phone_number: "(212) 555-0123" };
    expect(created(input, { defaultCountry: "US" }).contact).toEqual({ phone_number: "+12125550123" });
    expect(created(input).issues).toEqual([
      { code: "ambiguous", path: ["phone_number"], message: expect.stringContaining("defaultCountry") },
    ]);
  });

  it("never loses its phone silently, even with an email beside it", () => {
    // The last takes a careless pattern minutes, not milliseconds.
    for (const phone_number of ["+1 23", "call me", "9".repeat(1_000_000), `1${" ".repeat(300_000)}1`]) {
      for (const defaultCountry of ["US", undefined]) {
        const { issues } = created({ email: "jane@example.com", phone_number }, { defaultCountry });
        expect(pathsOf(issues)).toEqual(["phone_number"]);
      }
    }
  });

  it("can carry a field that Privy has and this version does not know, when the client allows it", () => {
    const input = { email: "jane@example.com", birthday: "2000-01-01" };
    expect(pathsOf(created(input).issues)).toEqual(["birthday"]);
    expect(created(input, { unknownFields: "send" }).contact).toEqual(input);
  });

  it("keeps a field named __proto__ a field", () => {
    const input: unknown = JSON.parse(
      '{"email":"a@example.com","__proto__":{"x":1},"custom_fields":{"__proto__":"y"}}',
    );
    expect(created(input).issues?.length).toBe(1);
    const { contact } = created(input, { unknownFields: "send" });
    expect(JSON.stringify(contact)).toBe(
      '{"email":"a@example.com","custom_fields":{"__proto__":"y"},"__proto__":{"x":1}}',
    );
    expect(Object.getPrototypeOf(contact)).toBe(Object.prototype);
  });

  it("shares nothing with the input and changes nothing in it", () => {
    const input = { email: "jane@example.com", tags: ["vip"], custom_fields: { tier: "gold" } };
    const copy = structuredClone(input);
    const { contact } = created(input);
    input.tags.push("later");
    input.custom_fields.tier = "later";
    expect(contact).toEqual(copy);
  });

  it.each([null, undefined, [], "jane@example.com", 7, new Map()])(
    "is refused when it is not an object: %s",
    (input) => {
      expect(pathsOf(created(input).issues)).toEqual([""]);
    },
  );

  it("is refused quickly when it is enormous, with a bounded list of problems", () => {
    const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`field${index}`, index]));
    let deep: unknown = 1;
    for (let level = 0; level < 5_000; level += 1) deep = { deep };
    const { issues } = created({ ...many, tags: new Array(1_000_000).fill(7), custom_fields: { deep } });
    expect(issues?.length).toBeLessThanOrEqual(100);
    expect(created({ email: "a@example.com", tags: new Array(5_000_000) }).issues?.length).toBe(1);
  });

  it("never finds its values in a problem", () => {
    const secret = fc.string({ minLength: 12, maxLength: 40 }).map((text) => `${text}QQSECRETQQ`);
    fc.assert(
      fc.property(secret, (value) => {
        const inputs = [
          { email: value, phone_number: value, tags: value, email_consent: value, sms_consent: value },
          {
            email: [value],
            first_name: { value },
            custom_fields: { a: { value }, b: [value] },
            tags: [[value]],
          },
          {
            email: "a@example.com",
            [`${value} `]: 1,
            custom_fields: { [`${value} `]: {} },
            send_welcome_sms: value,
          },
        ];
        for (const input of inputs) expect(JSON.stringify(created(input).issues)).not.toContain("QQSECRETQQ");
      }),
    );
  });
});

describe("the changes to a contact", () => {
  it("clear a name that is null, and leave one alone that is blank or not given", () => {
    expect(
      updated({ first_name: null, last_name: " ", tags: null, email: null, email_consent: null }).contact,
    ).toEqual({
      first_name: null,
    });
  });

  it("replace tags and custom fields, also by nothing", () => {
    expect(updated({ tags: [], custom_fields: {} }).contact).toEqual({ tags: [], custom_fields: {} });
  });

  it.each([{}, { email: null }, { send_welcome_sms: false }, { first_name: undefined, last_name: "" }])(
    "are refused when they change nothing: %j",
    (input) => {
      expect(updated(input).issues).toEqual([
        { code: "missing", path: [], message: expect.stringContaining("has nothing to change") },
      ]);
    },
  );

  it("may set an email or a phone, since only Privy knows whether there is one", () => {
    expect(updated({ email: "jane@example.com", phone_number: "+12125550123" }).contact).toEqual({
      email: "jane@example.com",
      phone_number: "+12125550123",
    });
  });

  it("may opt in to SMS without a phone, since the contact may have one", () => {
    expect(updated({ sms_consent: "subscribed", send_welcome_sms: false }).contact).toEqual({
      sms_consent: "subscribed",
      send_welcome_sms: false,
    });
  });
});

describe("the Standard Schemas of contacts", () => {
  it("give what would be sent", () => {
    expect(contactSchema["~standard"].validate({ email: " jane@example.com " })).toEqual({
      value: { email: "jane@example.com" },
    });
    expect(contactUpdateSchema["~standard"].validate({ first_name: null })).toEqual({
      value: { first_name: null },
    });
  });

  it("give the problems with their paths", async () => {
    const result = await contactSchema["~standard"].validate({ email: "jane" });
    expect(result.issues?.map(({ path }) => path)).toEqual([["email"]]);
  });
});
