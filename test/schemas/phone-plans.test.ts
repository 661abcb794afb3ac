import fc from "fast-check";
import * as core from "libphonenumber-js/core";
import examples from "libphonenumber-js/examples.mobile.json";
import metadata from "libphonenumber-js/metadata.min.json";
import { type CountryCode, getCountries, getCountryCallingCode, Metadata } from "libphonenumber-js/min";
import { describe, expect, it } from "vitest";
import { parsePhone } from "../../src/schemas/phone-library.js";
import { phonePlans } from "../../tsup.config.js";

const lean = phonePlans(metadata);
const countries = getCountries();

/** All that is asked of the library about a number; by the whole metadata unless told otherwise. */
function reading(text: string, country: CountryCode | undefined, plans: typeof metadata): unknown {
  const options = { extract: false, ...(country === undefined ? {} : { defaultCountry: country }) };
  const parsed = core.parsePhoneNumberFromString(text, options, plans);
  return parsed && [parsed.number, parsed.country, parsed.isValid(), parsed.isPossible()];
}

const expectSame = (text: string, country?: CountryCode): void => {
  const whole = reading(text, country, metadata);
  expect({ text, country, read: reading(text, country, lean) }).toEqual({ text, country, read: whole });
  const ours = parsePhone(text, country);
  expect(ours && [ours.number, ours.country, ours.isValid(), ours.isPossible()]).toEqual(whole);
};

describe("a phone number read without the metadata's formats", () => {
  it("is the same for every country's example, however it is dialled", () => {
    expect(countries.length).toBeGreaterThan(200);
    for (const country of countries) {
      const national = examples[country] ?? "";
      const code = getCountryCallingCode(country);
      const plan = new Metadata();
      plan.selectNumberingPlan(country);
      const exit = /^\d+$/.test(plan.numberingPlan?.IDDPrefix() ?? "")
        ? plan.numberingPlan?.IDDPrefix()
        : "00";
      expectSame(`+${code}${national}`);
      for (const prefix of ["", "0", "1", "8", `${exit}${code}`, code])
        expectSame(prefix + national, country);
    }
  });

  it("is the same for any digits, with a country and without", () => {
    const digits = fc.stringMatching(/^\d{2,15}$/);
    const someCountry = fc.constantFrom(...countries);
    fc.assert(
      fc.property(someCountry, digits, (country, rest) => {
        expectSame(`+${getCountryCallingCode(country)}${rest}`);
        expectSame(rest, country);
        const national = examples[country] ?? "";
        // A number of the right length is judged by more of the plan than one that is too long or too short.
        expectSame(
          `+${getCountryCallingCode(country)}${(national.slice(0, 3) + rest).slice(0, national.length)}`,
        );
      }),
      { numRuns: 3000 },
    );
  });

  it("is the same for what belongs to no country", () => {
    for (const code of ["800", "808", "870", "878", "881", "882", "883", "888", "979"]) {
      for (const rest of ["12345678", "123456789", "7123456789", "512345678", "1612345678"])
        expectSame(`+${code}${rest}`);
    }
  });

  it("takes half of what the whole metadata takes", () => {
    expect(JSON.stringify(lean).length).toBeLessThan(JSON.stringify(metadata).length / 2);
  });

  it("fails the build when the metadata has a format whose places are not known", () => {
    expect(() => phonePlans({ ...metadata, version: 5 })).toThrow("format 5");
  });
});
