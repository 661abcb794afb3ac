import fc from "fast-check";
import { fromMinorUnits, safeParseOrder } from "privy-orders/schemas";
import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../../../src/errors/invalid-input-error.js";
import { least, said, sent } from "../support.js";

describe("an amount", () => {
  it.each([
    ["a number", 95.5, 95.5],
    ["decimal text", "95.00", 95],
    ["decimal text with blanks around it", " 95.50 ", 95.5],
    ["text without a leading zero", ".5", 0.5],
    ["a whole bigint", 95n, 95],
    ["zero", 0, 0],
    ["minus zero", -0, 0],
    ["a negative amount", "-12.50", -12.5],
    ["an amount that is only binary noise away from zero", 0.3 - 0.1 - 0.2, 0],
  ])("is read from %s", (_, total, amount) => {
    expect(sent({ total }).total).toBe(amount);
  });

  it.each([
    ["a thousands separator", "1,234.50", "no thousands separators"],
    ["a decimal comma", "95,00", "with a point"],
    ["a currency sign", "$95", "currency sign or exponent"],
    ["a currency code", "95 USD", "plain decimal"],
    ["an exponent", "1e3", "or exponent"],
    ["hexadecimal", "0x5f", "plain decimal"],
    ["full-width digits", "９５", "plain decimal"],
    ["empty text", "", "plain decimal"],
    ["text of a thousand digits", "9".repeat(1000), "plain decimal"],
    ["NaN", Number.NaN, "finite"],
    ["Infinity", Number.POSITIVE_INFINITY, "finite"],
    ["2^53", 2 ** 53, "less than 2^53"],
    ["a huge bigint", 10n ** 400n, "less than 2^53"],
    ["an object that is not a decimal", { d: [95] }, "toFixed()"],
    ["true", true, "a number, decimal text"],
    ["null", null, "required"],
  ])("is refused as %s, with advice", (_, total, advice) => {
    expect(said({ total }, "total")).toContain(advice);
  });

  it("is freed from binary noise at the currency's exponent, in the total, the subtotal and the items", () => {
    const noisy = 0.1 + 0.2;
    const order = sent({
      total: noisy,
      subtotal: 1.1 + 2.2,
      line_items: [{ price: noisy, amount: noisy, weight: noisy }],
      discounts: [{ amount: noisy }],
      tax_lines: [{ amount: noisy }],
    });
    expect(order).toMatchObject({
      total: 0.3,
      subtotal: 3.3,
      // Only amounts of money are touched: what other numbers mean is not known.
      line_items: [{ price: 0.3, amount: 0.3, weight: noisy }],
      discounts: [{ amount: 0.3 }],
      tax_lines: [{ amount: 0.3 }],
    });
  });

  it("loses the noise of a long sum, whatever the currency's exponent", () => {
    const sum = (cent: number, times: number): number =>
      Array(times)
        .fill(cent)
        .reduce((a, b) => a + b, 0);
    expect(sent({ total: sum(0.1, 100_000) }).total).toBe(10_000);
    expect(sent({ total: sum(0.001, 1000), currency: "KWD" }).total).toBe(1);
    expect(sent({ total: sum(0.1, 10), currency: "JPY" }).total).toBe(1);
  });

  it("keeps a real fraction of the minor unit", () => {
    expect(sent({ total: 95.005, line_items: [{ price: 0.005 }] })).toMatchObject({
      total: 95.005,
      line_items: [{ price: 0.005 }],
    });
    expect(sent({ total: 1000.5, currency: "JPY" }).total).toBe(1000.5);
    expect(sent({ total: 5_000_000_000_000.25, currency: "KRW" }).total).toBe(5_000_000_000_000.25);
    expect(1.005 * 3).not.toBe(3.015);
    expect(sent({ total: 1.005 * 3 }).total).toBe(3.015);
  });

  it("is left exactly as it is when it is a whole number of minor units", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(10 ** 15), max: 10 ** 15 }),
        fc.constantFrom("USD", "JPY", "KWD", "CLF"),
        (minor, currency) => {
          const total = fromMinorUnits(minor, currency);
          expect(sent({ total, currency }).total).toBe(total);
        },
      ),
    );
  });
});

describe("currency", () => {
  it.each([
    ["USD", "USD"],
    ["usd", "USD"],
    [" eur\n", "EUR"],
    ["XCG", "XCG"],
    ["HRK", "HRK"],
  ])("%j is sent as %s", (currency, code) => {
    expect(sent({ currency }).currency).toBe(code);
  });

  it.each(["$", "US", "USDT", "DOLLAR", "XXX", "XTS", "XAU", "ÜSD", "__proto__", "", 840, null, undefined])(
    "%j is refused",
    (currency) => {
      expect(said({ currency }, "currency")).toContain("ISO 4217");
    },
  );

  it("knows every currency that this runtime formats and that is still in use", () => {
    const gone = new Set(
      (
        "ADP AFA ALK AOK AON AOR ARA ARL ARM ARP ATS AZM BAD BAN BEC BEF BEL BGL BGM BGO BOL BOP BRB BRC BRE BRN BRR BRZ BUK " +
        "BYB CHE CHW CLE CNH CNX COU CSD CSK CYP DDM DEM ECS ECV EEK ESA ESB ESP FIM FRF GEK GHC GNS GQE GRD GWE GWP HRD IEP " +
        "ILP ILR ISJ ITL KRH KRO LTL LTT LUC LUF LUL LVL LVR MAF MCF MDC MGF MKN MLF MTL MTP MVP MXP MZE MZM NIC NLG PEI PES " +
        "PLZ PTE RHD ROL RUR SDD SDP SIT SKK SRG SUR TJR TMM TPE TRL UAK UGS USS UYP VEB VNN XAG XAU XBA XBB XBC XBD XDR XEU XFO " +
        "XFU XPD XPT XRE XSU XTS XUA XXX YDD YUD YUM YUN YUR ZAL ZMK ZRN ZRZ ZWR ZWC"
      ).split(" "),
    );
    const unknown = Intl.supportedValuesOf("currency").filter(
      (code) => !gone.has(code) && !safeParseOrder({ ...least, currency: code }).success,
    );
    expect(unknown).toEqual([]);
  });
});

describe("fromMinorUnits", () => {
  it.each([
    [9500, "USD", 95],
    [9500n, "usd", 95],
    [9599, "EUR", 95.99],
    [9500, "JPY", 9500],
    [9500, "KRW", 9500],
    [9500, "KWD", 9.5],
    [9500, "IQD", 9.5],
    [9500, "UYW", 0.95],
    [9500, "CLF", 0.95],
    [-1, "USD", -0.01],
    [0, "USD", 0],
    [-0, "USD", 0],
    [Number.MAX_SAFE_INTEGER, "USD", 90071992547409.91],
  ])("%s of %s is %s", (amount, currency, major) => {
    expect(fromMinorUnits(amount, currency)).toBe(major);
  });

  it("is as exact as writing the decimal point by hand", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (amount) => {
        const digits = String(Math.abs(amount)).padStart(4, "0");
        const written = Number(`${amount < 0 ? "-" : ""}${digits.slice(0, -3)}.${digits.slice(-3)}`);
        expect(fromMinorUnits(amount, "KWD")).toBe(written === 0 ? 0 : written);
      }),
    );
  });

  it.each([
    [95.5, "USD", ["amount"]],
    [Number.NaN, "USD", ["amount"]],
    [2 ** 53, "USD", ["amount"]],
    [2n ** 53n, "USD", ["amount"]],
    [95, "XXX", ["currency"]],
    [95, "toString", ["currency"]],
  ])("refuses %s of %s", (amount, currency, path) => {
    const attempt = (): number => fromMinorUnits(amount, currency);
    expect(attempt).toThrow(InvalidInputError);
    expect(attempt).toThrow(expect.objectContaining({ issues: [expect.objectContaining({ path })] }));
  });
});
