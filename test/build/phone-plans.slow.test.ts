import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import fc from "fast-check";
import * as library from "libphonenumber-js/core";
import examples from "libphonenumber-js/examples.mobile.json";
import metadata from "libphonenumber-js/metadata.min.json";
import { type CountryCode, getCountries, getCountryCallingCode, Metadata } from "libphonenumber-js/min";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packPlans, phonePlans, phonePlansOnly } from "../../src/build/phone-plans.js";
import type * as phoneLibrary from "../../src/phone/phone-library.js";
import { unpackPlans } from "../../src/phone/unpack-plans.js";

const countries = getCountries();
let folder = "";
let shipped: typeof phoneLibrary;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "privy-orders-plans-"));
  const outfile = join(folder, "phone-library.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("../../src/phone/phone-library.ts", import.meta.url))],
    bundle: true,
    format: "esm",
    platform: "neutral",
    conditions: ["import"],
    mainFields: ["module", "main"],
    plugins: [phonePlansOnly],
    outfile,
  });
  shipped = (await import(pathToFileURL(outfile).href)) as typeof phoneLibrary; // bundled from that very file
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** All that is asked of the library about a number. */
const findings = (number: phoneLibrary.ParsedPhone | undefined): unknown =>
  number && [number.number, number.country, number.isValid(), number.isPossible()];

/** Reads text with the plans that ship, and with the library's whole metadata. */
function expectSame(text: string, country?: CountryCode): void {
  const options = { extract: false, ...(country === undefined ? {} : { defaultCountry: country }) };
  const expected = findings(library.parsePhoneNumberFromString(text, options, metadata));
  expect({ text, country, read: findings(shipped.parsePhone(text, country)) }).toEqual({
    text,
    country,
    read: expected,
  });
}

describe("a phone number read by the plans that ship", () => {
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
      for (const prefix of ["", "0", "1", "8", `${exit}${code}`, `${exit}0`, exit, code])
        expectSame(prefix + national, country);
    }
  });

  it("is the same for any digits, with a country and without", () => {
    const digits = fc.stringMatching(/^\d{1,19}$/);
    const someCountry = fc.constantFrom(...countries);
    fc.assert(
      fc.property(someCountry, digits, (country, rest) => {
        const code = getCountryCallingCode(country);
        expectSame(`+${code}${rest}`);
        expectSame(`+${rest}`);
        expectSame(rest, country);
        expectSame(code + rest, country);
        expectSame(`00${code}${rest}`, country);
        const national = examples[country] ?? "";
        // A number of the right length is judged by more of the plan than one that is too long or too short.
        const near = (national.slice(0, 3) + rest).slice(0, national.length);
        expectSame(`+${code}${near}`);
        for (const prefix of ["", "0", "1", "8", "9", "00", code]) expectSame(prefix + near, country);
      }),
      { numRuns: 3000 },
    );
  });

  it("is the same for what belongs to no country", () => {
    for (const code of ["800", "808", "870", "878", "881", "882", "883", "888", "979", "999", "0"]) {
      for (const rest of ["", "1", "12345678", "123456789", "7123456789", "512345678", "1612345678"])
        expectSame(`+${code}${rest}`);
    }
  });
});

describe("the phone plans that ship", () => {
  it("are less than half of the library's metadata, and are unpacked as they were", () => {
    const plans = phonePlans(metadata);
    const packed = packPlans(plans);
    expect(packed.length).toBeLessThan(JSON.stringify(metadata).length / 2);
    expect({ ...unpackPlans(packed) }).toEqual(plans);
    expect(plans.country_calling_codes).toEqual(metadata.country_calling_codes);
    expect(Object.keys(plans.countries)).toEqual(expect.arrayContaining(countries));
  });

  it("fail the build when a pattern holds a letter that stands for something else in them", () => {
    const plans = phonePlans(metadata);
    const countries = { ...plans.countries, DE: ["49", "00", "#{9}"] };
    expect(() => packPlans({ ...plans, countries })).toThrow("no short form for #");
  });

  it("fail the build when they are of a format whose places are not known", () => {
    expect(() => phonePlans({ ...metadata, version: 5 })).toThrow("format 5");
  });
});
