import fc from "fast-check";
import examples from "libphonenumber-js/examples.mobile.json";
import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js/min";
import { safeParseOrder } from "privy-orders/schemas";
import { expect, it } from "vitest";
import { recordProof } from "../support/record-proof.js";
import { leastOrder } from "../support/scripted-server.js";
import { fuzzRuns, fuzzTimeoutMs } from "./fuzz-runs.js";

/** What is sent for an international number; undefined when the order goes without one. */
function sentFor(phone: string): string | undefined {
  const { order } = safeParseOrder({ ...leastOrder, email: "kim@example.com", phone });
  return order?.phone;
}

it(
  "a phone number is sent exactly when its country has such numbers, by the library's own plans",
  () => {
    const numbers = Math.max(5_000, fuzzRuns * 25);
    const figures = { numbers: 0, countries: getCountries().length, valid: 0, differences: 0 };
    const differences: string[] = [];
    const national = fc.tuple(
      // Mexico's numbers of old, with a 1 more, are sent as they are now.
      fc.constantFrom(...getCountries().filter((country) => country !== "MX")),
      fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 0, maxLength: 9 }),
      fc.constantFrom("", " ", "-", "."),
    );
    fc.assert(
      fc.property(national, ([country, end, gap]) => {
        const example = examples[country] ?? "123456789";
        const digits = example.slice(0, Math.max(example.length - end.length, 1)) + end;
        const code = getCountryCallingCode(country);
        const parsed = parsePhoneNumberFromString(`+${code}${digits}`, { extract: false });
        const expected = parsed?.isValid() === true ? parsed.number : undefined;
        figures.numbers += 1;
        if (expected !== undefined) figures.valid += 1;
        const sent = sentFor(`+${code} ${digits.slice(0, 2)}${gap}${digits.slice(2)}`);
        if (sent !== expected) differences.push(`${country} ${code} ${digits}: ${sent}, not ${expected}`);
      }),
      { numRuns: numbers },
    );
    recordProof("phones", { ...figures, differences: differences.length });
    expect(differences).toEqual([]);
  },
  fuzzTimeoutMs,
);
