import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import fc from "fast-check";
import * as whole from "libphonenumber-js/core";
import examples from "libphonenumber-js/examples.mobile.json";
import metadata from "libphonenumber-js/metadata.min.json";
import { type CountryCode, getCountries, getCountryCallingCode, Metadata } from "libphonenumber-js/min";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { leanLibraries, packPlans, phonePlans } from "../../src/build/lean-libraries.js";
import * as wholeJson from "../../src/http/response/lossless-json.js";
import type * as phoneLibrary from "../../src/phone/phone-library.js";
import { type Plan, unpackPlans } from "../../src/phone/unpack-plans.js";

const countries = getCountries();
let folder = "";
let lean: typeof phoneLibrary;

/** Bundles one file of the sources as the package is bundled, and loads it. */
async function bundled(file: string): Promise<unknown> {
  const outfile = join(folder, `${basename(file)}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL(`../../src/${file}`, import.meta.url))],
    bundle: true,
    format: "esm",
    platform: "neutral",
    conditions: ["import"],
    mainFields: ["module", "main"],
    plugins: [leanLibraries],
    outfile,
  });
  return import(pathToFileURL(outfile).href);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "privy-orders-lean-"));
  lean = (await bundled("phone/phone-library.ts")) as typeof phoneLibrary; // bundled from that very file
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** All that is asked of the library about a number. */
const answers = (number: whole.PhoneNumber | undefined): unknown =>
  number && [number.number, number.country, number.isValid(), number.isPossible()];

/** Reads text with what is bundled, and with the library as it is installed. */
function expectSame(text: string, country?: CountryCode): void {
  const options = { extract: false, ...(country === undefined ? {} : { defaultCountry: country }) };
  const expected = answers(whole.parsePhoneNumberFromString(text, options, metadata));
  expect({ text, country, read: answers(lean.parsePhone(text, country)) }).toEqual({
    text,
    country,
    read: expected,
  });
}

describe("a phone number read by the part of the library that is bundled", () => {
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

  it("is the same for any text that looks like a number", () => {
    const sign = fc.constantFrom(
      ...'0123456789+-.()[]/~ ,#x;"a\t',
      ..."０９＋－（）～\u00a0\u2011٠٩۰۹߀",
      "ext.",
      " int ",
      "ｘ",
      "доб",
      ";ext=",
      "tel:",
    );
    const someCountry = fc.option(fc.constantFrom(...countries), { nil: undefined });
    const text = fc.array(sign, { maxLength: 24 }).map((signs) => signs.join(""));
    fc.assert(
      fc.property(someCountry, text, (country, spelled) => {
        expectSame(spelled, country);
        const code = getCountryCallingCode(country ?? "DE");
        const national = examples[country ?? "DE"] ?? "";
        expectSame(`+${code} ${national}${spelled}`, country);
        expectSame(`${spelled}${national}`, country);
      }),
      { numRuns: 5000 },
    );
    for (const length of [250, 251]) expectSame("+4930123456".padEnd(length), "DE");
    expectSame("", "DE");
    expectSame("~1234", "DE");
  });

  it("is the same for what belongs to no country", () => {
    for (const code of ["800", "808", "870", "878", "881", "882", "883", "888", "979", "999", "0"]) {
      for (const rest of ["", "1", "12345678", "123456789", "7123456789", "512345678", "1612345678"])
        expectSame(`+${code}${rest}`);
    }
  });

  it("is none as a link with parameters, which is read before", () => {
    for (const text of ["+14155550123;isub=1", "tel:4155550123;phone-context=+1"])
      expect(lean.parsePhone(text)).toBeUndefined();
  });
});

describe("the numbering plans that are bundled", () => {
  const plans = phonePlans(metadata);

  it("are a third of the whole metadata, and are unpacked as they were", () => {
    const packed = packPlans(plans);
    expect(packed.length).toBeLessThan(JSON.stringify(metadata).length / 3);
    expect({ ...unpackPlans(packed) }).toEqual(plans);
    expect(plans.country_calling_codes).toEqual(metadata.country_calling_codes);
  });

  it("fail the build when they are of a format whose places are not known", () => {
    expect(() => phonePlans({ ...metadata, version: 5 })).toThrow("format 5");
  });

  it("fail the build when they hold what cannot be packed", () => {
    // A pattern must not hold the sign that stands for another one.
    const plan: Plan = ["49", "00", "d", [5], 0, "", 0, "", "", 0, "", ""];
    const strange = { ...plans, countries: { ...plans.countries, DE: plan } };
    expect(() => packPlans(strange)).toThrow("cannot be packed");
  });
});

describe("JSON read by the part of its parser that is bundled", () => {
  it("is the same, with integers of any length and without, and refuses the same", async () => {
    const leanJson = (await bundled("http/response/lossless-json.ts")) as typeof wholeJson; // bundled from that very file
    const outcome = (parse: typeof wholeJson.parseJson, text: string): unknown => {
      try {
        return parse(text);
      } catch (error) {
        return String(error);
      }
    };
    const cut = fc.option(fc.nat({ max: 40 }), { nil: undefined });
    fc.assert(
      fc.property(fc.json(), fc.bigInt(), cut, (json, digits, end) => {
        const text = `{"id": ${digits}, "long": 12345678901234567890, "a": ${json}}`.slice(0, end);
        expect(outcome(leanJson.parseJson, text)).toEqual(outcome(wholeJson.parseJson, text));
      }),
    );
    expect(leanJson.parseJson("[12345678901234567890]")).toEqual([12345678901234567890n]);
  });
});

describe("a library of which a part is replaced", () => {
  it("fails the build when it has changed there", async () => {
    const library = join(folder, "node_modules/lossless-json/lib/esm");
    await mkdir(library, { recursive: true });
    for (const file of ["numberParsers.js", "revive.js"])
      await writeFile(join(library, file), "export const revive = () => {};\n");
    await expect(
      build({
        entryPoints: [join(library, "revive.js")],
        bundle: true,
        write: false,
        plugins: [leanLibraries],
        logLevel: "silent",
      }),
    ).rejects.toThrow("lossless-json has changed a file that src/build/lean/lossless-json replaces");
  });
});
