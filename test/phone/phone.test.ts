import fc from "fast-check";
import { parsePhoneNumberFromString as parseWith } from "libphonenumber-js/core";
import examples from "libphonenumber-js/examples.mobile.json";
import complete from "libphonenumber-js/metadata.max.json";
import metadata from "libphonenumber-js/metadata.min.json";
import { type CountryCode, getCountries, parsePhoneNumberFromString } from "libphonenumber-js/min";
import { parseOrder, safeParseOrder } from "privy-orders/schemas";
import { describe, expect, it } from "vitest";
import { isAssignedE164 } from "../../src/phone/assigned-e164.js";
import { leadsMobile } from "../../src/phone/leads-mobile.js";
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
  ])("reads %j in %s as an unassigned number", (phone, country) => {
    const { order, warnings } = parseOrder({ ...least, phone, ...inCountry(country) });
    expect(order).not.toHaveProperty("phone");
    expect(warnings).toMatchObject([{ code: "phone_dropped", path: ["phone"] }]);
    expect(said({ phone, email: null, ...inCountry(country) }, "phone")).toBeDefined();
    expect(
      safeParseOrder({ ...least, phone, ...inCountry(country) }, { invalidPhone: "throw" }).success,
    ).toBe(false);
  });

  it("belongs to the billing address's country, else the shipping address's, else the default one", () => {
    const phone = "030 901820";
    const billing_address = { country_code: "DE" };
    const shipping_address = { country_code: "AT" };
    const read = (order: object, defaultCountry?: string): unknown =>
      parseOrder({ ...least, phone, ...order }, { defaultCountry }).order.phone;
    expect(read({ billing_address, shipping_address }, "FR")).toBe("+4930901820");
    expect(
      read({ billing_address: { country_code: null }, shipping_address: { country_code: "DE" } }, "FR"),
    ).toBe("+4930901820");
    expect(read({ billing_address: {}, shipping_address: { country_code: "DE" } }, "FR")).toBe("+4930901820");
    expect(read({ billing_address: null }, "DE")).toBe("+4930901820");
    expect(read({ billing_address: { country_code: " " } }, "DE")).toBe("+4930901820");
  });

  it("stays the buyer's when a present goes abroad", () => {
    const billing_address = { country_code: "GB" };
    const shipping_address = { country_code: "DE" };
    expect(sent({ phone: "020 7946 0958", billing_address, shipping_address }).phone).toBe("+442079460958");
  });

  it("belongs to the country of the address that has the same number, however it is written there", () => {
    const billing_address = { country_code: "GB", phone: "020 7946 0018" };
    const shipping_address = { country_code: "DE", phone: "030/901820" };
    expect(sent({ phone: "030 901820", billing_address, shipping_address }).phone).toBe("+4930901820");
    expect(sent({ phone: "020 7946-0018", billing_address, shipping_address }).phone).toBe("+442079460018");
  });

  it("is not tried by another country's rules when its own do not have it: that would be a guess", () => {
    const billing_address = { country_code: "US" };
    const shipping_address = { country_code: "DE" };
    const { warnings } = parseOrder({ ...least, phone: "030 901820", billing_address, shipping_address });
    expect(warnings).toMatchObject([{ code: "phone_dropped" }]);
  });

  it.each([
    ["4915112345678", "DE", "+4915112345678"],
    ["49 (0)30 1234567", "DE", "+49301234567"],
    ["49(0)301234567", "DE", "+49301234567"],
    ["04915 1234567", "DE", "+4949151234567"],
    ["436641234567", "AT", "+436641234567"],
    ["6281234567890", "ID", "+6281234567890"],
    ["38343201234", "XK", "+38343201234"],
    ["44(0)20 7946 0018", "GB", "+442079460018"],
    ["447911123456", "GB", "+447911123456"],
    ["33612345678", "FR", "+33612345678"],
    ["12125551234", "US", "+12125551234"],
    // São Paulo's plan has an area 55, and its numbers are written without a 0.
    ["55 99828-9541", "BR", "+5555998289541"],
  ])("carries its calling code without a plus: %j in %s is %s", (phone, country, number) => {
    expect(sent({ phone, ...inCountry(country) }).phone).toBe(number);
  });

  it("is dropped when it may be two numbers, with and without its calling code", () => {
    const { order, warnings } = parseOrder({ ...least, phone: "496128966123", ...inCountry("DE") });
    expect(order).not.toHaveProperty("phone");
    expect(warnings).toMatchObject([{ code: "phone_dropped", path: ["phone"] }]);
    const { error } = safeParseOrder({ ...least, email: null, phone: "496128966123", ...inCountry("DE") });
    expect(error?.issues).toMatchObject([{ code: "ambiguous", path: ["phone"] }]);
  });

  it.each([
    ["+52 1 55 1234 5678", undefined],
    ["+521 55 1234 5678", "MX"],
    ["0052 1 55 1234 5678", undefined],
    ["+52 044 55 1234 5678", undefined],
    ["+52 01 55 1234 5678", undefined],
    ["52 1 55 1234 5678", "MX"],
    ["044 55 1234 5678", "MX"],
    ["045 55 1234 5678", "MX"],
    ["01 55 1234 5678", "MX"],
    ["1 55 1234 5678", "MX"],
    ["55 1234 5678", "MX"],
  ])("is what it is now when it is written in Mexico's old way: %j", (phone, country) => {
    expect(sent({ phone, ...inCountry(country) }).phone).toBe("+525512345678");
  });

  it.each(["(212) 736-5000 ext. 9", "212-736-5000 x9", "tel:+1-212-736-5000;ext=9", "1-800-FLOWERS x12"])(
    "says that its extension is gone when it is all that finds the contact: %j",
    (phone) => {
      const alone = parseOrder({ ...least, email: null, phone, ...inCountry("US") });
      expect(alone.warnings).toMatchObject([{ code: "phone_extension_dropped", path: ["phone"] }]);
      expect(parseOrder({ ...least, phone, ...inCountry("US") }).warnings).toEqual([]);
    },
  );

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

  it.each([2125551234, 12n, true, {}, ["+12125551234"]])("is refused when it is not text: %s", (phone) => {
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

describe("the table of countries whose calling code may begin a national number", () => {
  const digits = (length: number): fc.Arbitrary<string> =>
    fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length });
  const byComplete = (text: string, country?: CountryCode) => {
    const parsed = parseWith(text, { extract: false, ...(country && { defaultCountry: country }) }, complete);
    return parsed?.isValid() ? parsed : undefined;
  };
  /** Their mobile numbers of old are as short as that; they are no longer assigned. */
  const known = ["ZA"];

  it("has each country in which a mobile number of today can be taken for a national one", () => {
    for (const country of getCountries()) {
      const example = examples[country];
      const code = metadata.countries[country]?.[0];
      if (example === undefined || code === undefined) continue;
      const mobile = fc.tuple(fc.constant(example.slice(0, 2)), digits(Math.max(example.length - 2, 1)));
      fc.assert(
        fc.property(mobile, ([start, rest]) => {
          const abroad = byComplete(`+${code}${start}${rest}`);
          const national = byComplete(`${code}${start}${rest}`, country);
          if (abroad?.getType() !== "MOBILE" || national === undefined || national.number === abroad.number)
            return;
          if (known.includes(country)) return;
          expect(leadsMobile(country)?.test(abroad.nationalNumber), country).toBe(true);
        }),
        { numRuns: 60 },
      );
    }
  });

  it.each(["AT", "AX", "DE", "FI", "ID", "SE", "XK"] as const)(
    "tells a mobile number of %s from others",
    (country) => {
      const code = metadata.countries[country]?.[0];
      fc.assert(
        fc.property(fc.integer({ min: 6, max: 11 }).chain(digits), (rest) => {
          const parsed = byComplete(`+${code}${rest}`);
          const isMobile = parsed && leadsMobile(country)?.test(parsed.nationalNumber);
          if (parsed?.getType() === "MOBILE") expect(isMobile, rest).toBe(true);
          if (parsed?.getType() === "FIXED_LINE") expect(isMobile, rest).toBe(false);
        }),
        { numRuns: 5000 },
      );
    },
  );
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

  it("is not a number when the country's plan does not have it", () => {
    expect(isAssignedE164("+15555555555")).toBe(false);
    expect(isAssignedE164("+1212555123")).toBe(false);
    expect(isAssignedE164("+999123456789")).toBe(false);
    expect(isAssignedE164("+12125551234")).toBe(true);
    expect(isAssignedE164("+441481960194")).toBe(true);
  });
});
