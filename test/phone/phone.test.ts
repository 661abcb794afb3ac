import fc from "fast-check";
import examples from "libphonenumber-js/examples.mobile.json";
import metadata from "libphonenumber-js/metadata.min.json";
import { type CountryCode, getCountries, parsePhoneNumberFromString } from "libphonenumber-js/min";
import { parseOrder, safeParseOrder } from "privy-orders/schemas";
import { describe, expect, it } from "vitest";
import { isAssignedE164 } from "../../src/phone/assigned-e164.js";
import { least, said, sent } from "../schemas/support.js";

const inCountry = (country_code: unknown): object => ({ shipping_address: { country_code } });

describe("phone", () => {
  it.each([
    ["+12125551234", undefined, "+12125551234"],
    ["+1 (212) 555-1234", undefined, "+12125551234"],
    ["+49 30 901820", "US", "+4930901820"],
    ["++49 30 901820", undefined, "+4930901820"],
    ["+ 49 (0)30 901820", undefined, "+4930901820"],
    ["(+49) 30 901820", undefined, "+4930901820"],
    ["+0049 30 901820", undefined, "+4930901820"],
    ["+44 (0)20 7946 0018", undefined, "+442079460018"],
    ["+39 (0)6 1234 5678", undefined, "+390612345678"],
    ["+1 (0) 212 555 1234", undefined, "+12125551234"],
    ["0044 20 7946 0018", undefined, "+442079460018"],
    ["00 44 (0)20 7946 0018", "US", "+442079460018"],
    ["(00) 44 20 7946 0018", "DE", "+442079460018"],
    ["011 44 20 7946 0018", undefined, "+442079460018"],
    ["011 44 20 7946 0018", "US", "+442079460018"],
    ["011 44 20 7946 0018", "DE", "+442079460018"],
    ["0011 44 20 7946 0018", "AU", "+442079460018"],
    // Not the international prefix but an area: Turin, Johannesburg, Delhi and São Paulo.
    ["011 442 5001", "IT", "+390114425001"],
    ["011 447 1234", "ZA", "+27114471234"],
    ["011 2345 6789", "IN", "+911123456789"],
    ["011 95512-3456", "BR", "+5511955123456"],
    ["212 555 1234", "US", "+12125551234"],
    ["1-212-555-1234", "US", "+12125551234"],
    ["212.555.1234", "CA", "+12125551234"],
    ["06 12 34 56 78", "FR", "+33612345678"],
    ["07911 123456", "GB", "+447911123456"],
    ["+7 911 123-45-67", undefined, "+79111234567"],
    ["+800 1234 5678", undefined, "+80012345678"],
    ["212 555 1234 ext. 12", "US", "+12125551234"],
    ["212 555 1234 x12", "US", "+12125551234"],
    ["+49 30 901820 extension 7", undefined, "+4930901820"],
    ["1-800-FLOWERS", "US", "+18003569377"],
    ["1-800-flowers", "US", "+18003569377"],
    ["+1 800 FLOWERS x12", undefined, "+18003569377"],
    ["+1-800-GO-FEDEX", undefined, "+18004633339"],
    ["tel:+1-212-555-1234", undefined, "+12125551234"],
    ["tel:+1-212-555-1234;ext=12", undefined, "+12125551234"],
    ["tel:030-901820;phone-context=+49", undefined, "+4930901820"],
    ["Tel.: 212-555-1234", "US", "+12125551234"],
    ["212-555-1234 (mobile)", "US", "+12125551234"],
    ["212\u00a0555\u20111234", "US", "+12125551234"],
    ["212–555—1234", "US", "+12125551234"],
    ["\u202a+1 212 555 1234\u202c", undefined, "+12125551234"],
    ["＋１ ２１２ ５５５ １２３４", undefined, "+12125551234"],
    ["٢١٢٥٥٥١٢٣٤", "US", "+12125551234"],
  ])("reads %j in %s as %s", (phone, country, number) => {
    expect(sent({ phone, ...inCountry(country) }).phone).toBe(number);
  });

  it.each([
    ["(555) 555-5555", "US"],
    ["555-555-SHIP", "US"],
    ["555-1234", "US"],
    ["212 555 1234 / 212 555 9999", "US"],
    ["no phone", "US"],
    ["asdf jkl qwe", "US"],
    ["call me, 212 friends of 555 or 1234", "US"],
    ["n/a", "US"],
    ["+", undefined],
    ["+999 123 456 789", undefined],
    ["00", undefined],
    ["+1 212 555 123", undefined],
    ["0".repeat(100), "US"],
    ["(0)".repeat(33), "US"],
    ["(".repeat(100), "US"],
    ["1 ".repeat(100_000), "US"],
    ["\ufdfa".repeat(100), "US"],
  ])("takes %j in %s for nobody's number", (phone, country) => {
    const { order, warnings } = parseOrder({ ...least, phone, ...inCountry(country) });
    expect(order).not.toHaveProperty("phone");
    expect(warnings).toMatchObject([{ code: "phone_dropped", path: ["phone"] }]);
    expect(said({ phone, email: null, ...inCountry(country) }, "phone")).toBeDefined();
    expect(
      safeParseOrder({ ...least, phone, ...inCountry(country) }, { invalidPhone: "throw" }).success,
    ).toBe(false);
  });

  it("belongs to the shipping address's country, else the billing address's, else the default one", () => {
    const phone = "030 901820";
    const shipping_address = { country_code: "DE" };
    const billing_address = { country_code: "AT" };
    const read = (order: object, defaultCountry?: string): unknown =>
      parseOrder({ ...least, phone, ...order }, { defaultCountry }).order.phone;
    expect(read({ shipping_address, billing_address }, "FR")).toBe("+4930901820");
    expect(
      read({ shipping_address: { country_code: null }, billing_address: { country_code: "DE" } }, "FR"),
    ).toBe("+4930901820");
    expect(read({ shipping_address: {}, billing_address: { country_code: "DE" } }, "FR")).toBe("+4930901820");
    expect(read({ shipping_address: null }, "DE")).toBe("+4930901820");
    expect(read({ shipping_address: { country_code: " " } }, "DE")).toBe("+4930901820");
  });

  it("tolerates a country code in lower case or with blanks, and sends the address as it was", () => {
    const order = sent({ phone: "020 7946 0018", ...inCountry(" gb ") });
    expect(order).toMatchObject({ phone: "+442079460018", shipping_address: { country_code: " gb " } });
    expect(sent({ phone: "020 7946 0018", ...inCountry("UK") }).phone).toBe("+442079460018");
  });

  it("is never read by the default country when an address names one that cannot be read", () => {
    const order = { ...least, phone: "212 555 1234", email: null, ...inCountry("United States") };
    const { error } = safeParseOrder(order, { defaultCountry: "US" });
    expect(error?.issues).toHaveLength(1);
    expect(error?.issues[0]?.message).toContain("shipping_address.country_code");
  });

  it("says how to name the country of a national number when there is none", () => {
    const message = said({ phone: "212 555 1234", email: null }, "phone");
    expect(message).toContain("names no country");
    expect(message).toContain("defaultCountry");
    const { warnings } = parseOrder({ ...least, phone: "212 555 1234" });
    expect(warnings[0]?.message).toContain("names no country");
  });

  it("is not even looked at when it is too long to be one", () => {
    const phone = `+1 212 555 1234${" ".repeat(100)}`;
    expect(said({ phone, email: null }, "phone")).toContain("too long");
  });

  it.each(["", "   ", null, undefined])("is omitted when it is %j", (phone) => {
    const { order, warnings } = parseOrder({ ...least, phone });
    expect(order).not.toHaveProperty("phone");
    expect(warnings).toEqual([]);
  });

  it.each([2125551234, 12n, true, {}, ["+12125551234"]])("is refused when it is no text: %s", (phone) => {
    expect(said({ phone }, "phone")).toContain("must be text");
  });

  it("is itself again when it is read again, for every country's example", () => {
    for (const country of getCountries()) {
      const national = examples[country];
      const { phone } = sent({ phone: national, ...inCountry(country) });
      expect(phone, country).toMatch(/^\+\d+$/);
      expect(sent({ phone }).phone).toBe(phone);
    }
  });
});

describe("a number that is in E.164 already", () => {
  const byLibrary = (text: string): string | undefined => {
    const parsed = parsePhoneNumberFromString(text, { extract: false });
    return parsed?.isValid() ? parsed.number : undefined;
  };

  it("is judged as the library judges it, for every calling code", () => {
    const codes = Object.keys(metadata.country_calling_codes);
    const number = fc
      .tuple(
        fc.constantFrom(...codes),
        fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 4, maxLength: 12 }),
      )
      .map(([code, rest]) => `+${code}${rest}`);
    fc.assert(
      fc.property(number, (text) => {
        if (isAssignedE164(text)) expect(byLibrary(text)).toBe(text);
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    ["+559031936043", "+5531936043"],
    ["+3758109328593", "+375109328593"],
  ])("is left to the library when it seems to hold a prefix: %s", (text, number) => {
    expect(isAssignedE164(text)).toBe(false);
    expect(byLibrary(text)).toBe(number);
    expect(sent({ phone: text }).phone).toBe(number);
  });

  it("takes the short way for nearly every country", () => {
    const slow: CountryCode[] = [];
    for (const country of getCountries()) {
      const text = parsePhoneNumberFromString(examples[country], country)?.number ?? "";
      expect(byLibrary(text)).toBe(text);
      if (!isAssignedE164(text)) slow.push(country);
    }
    expect(slow.length).toBeLessThan(15);
  });

  it("is no number when the country's plan does not have it", () => {
    expect(isAssignedE164("+15555555555")).toBe(false);
    expect(isAssignedE164("+1212555123")).toBe(false);
    expect(isAssignedE164("+999123456789")).toBe(false);
    expect(isAssignedE164("+12125551234")).toBe(true);
    expect(isAssignedE164("+441481960194")).toBe(true);
  });
});
