import fc from "fast-check";
import { safeParseOrder } from "privy-orders";
import { describe, expect, it } from "vitest";
import { currencyExponent } from "../../src/schemas/values/currency-exponent.js";
import { currencyDigits, readCurrencyField } from "../../src/testing/kit/fields/currency-field.js";
import { createAccount, order } from "../support/fake.js";

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const allCodes = letters.flatMap((one) =>
  letters.flatMap((two) => letters.map((three) => one + two + three)),
);

describe("the client and the fake, each by rules of its own", () => {
  it("know the same currencies, with the same digits", () => {
    const clients = allCodes.flatMap((code) => {
      const digits = currencyExponent(code);
      return digits === undefined ? [] : [`${code} ${digits}`];
    });
    const fakes = allCodes
      .filter((code) => "value" in readCurrencyField(code, { assignedOnly: true }))
      .map((code) => `${code} ${currencyDigits(code)}`);
    expect(fakes).toEqual(clients);
    expect(fakes.length).toBeGreaterThan(150);
  });

  it("agree on every e-mail address, total and number of items that the client sends", async () => {
    const { place } = createAccount({ rateLimit: false });
    const local = fc.oneof(
      fc.stringMatching(/^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,20}$/),
      fc.stringMatching(/^"[a-z ,;@.]{1,20}"$/),
    );
    const domain = fc.stringMatching(/^[a-z0-9]{1,5}(\.[a-z]{2,4}){1,2}$/);
    const fields = fc.record({
      email: fc.tuple(local, domain).map((parts) => parts.join("@")),
      total: fc.oneof(
        fc.double({ noNaN: true }),
        fc.constantFrom(2 ** 53, 2 ** 53 - 1, -(2 ** 53 - 1), 1e15),
      ),
      total_items: fc.oneof(fc.nat(), fc.constantFrom(2 ** 31, 2 ** 53 - 1, 2 ** 53)),
    });
    await fc.assert(
      fc.asyncProperty(fields, async (sent) => {
        const parsed = safeParseOrder({ ...order, ...sent });
        const answer = await place({ ...(parsed.success ? parsed.order : { ...order, ...sent }) });
        expect([answer.problems, answer.status < 300]).toEqual([
          parsed.success ? [] : expect.anything(),
          parsed.success,
        ]);
      }),
      { numRuns: 300 },
    );
  });
});
