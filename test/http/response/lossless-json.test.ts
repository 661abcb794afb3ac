import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../../src/http/response/lossless-json.js";

describe("JSON with large integers", () => {
  it.each([
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
    "123456789012345678901234567890",
  ])("keeps every digit: %s", (digits) => {
    expect(parseJson(`{"order_id":${digits}}`)).toEqual({ order_id: BigInt(digits) });
    expect(parseJson(`[${digits}]`, String)).toEqual([digits]);
  });

  it("leaves as numbers what a number can hold", () => {
    expect(
      parseJson('{"a":1,"b":9007199254740991,"c":1.5,"d":-0.25,"e":1e3,"f":"9007199254740993"}'),
    ).toEqual({
      a: 1,
      b: 9007199254740991,
      c: 1.5,
      d: -0.25,
      e: 1000,
      f: "9007199254740993",
    });
  });

  it("distinguishes integers from texts, keys and escapes that look like them", () => {
    const text = String.raw`{"k\":12345678901234567":"12345678901234567i","":12345678901234567,"a":" : 12345678901234567","b":"\\","12345678901234567" : ["\"12345678901234567,",12345678901234567,""],"c":"t"}`;
    expect(parseJson(text)).toEqual({
      'k":12345678901234567': "12345678901234567i",
      "": 12345678901234567n,
      a: " : 12345678901234567",
      b: "\\",
      "12345678901234567": ['"12345678901234567,', 12345678901234567n, ""],
      c: "t",
    });
  });

  it("reads fractions as numbers, however many digits they have", () => {
    expect(parseJson('{"total":95.000000000000000001}')).toEqual({ total: 95 });
  });

  it("is otherwise the same as JSON.parse makes it", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const padded = `[${text},"1234567890123456"]`;
        expect(JSON.stringify(parseJson(padded, Number))).toBe(JSON.stringify(JSON.parse(padded)));
      }),
    );
  });

  it("takes no text and no key for an integer, whatever it looks like", () => {
    const strings = fc.oneof(
      fc.string(),
      fc.constantFrom("9007199254740993", "9007199254740993i", "t", "i", '"', '\\"', '":', " : ", "\\"),
      fc.stringMatching(/^["\\:it ,{}[\]-]*\d{0,20}["\\:it ]*$/),
    );
    fc.assert(
      fc.property(fc.dictionary(strings, fc.oneof(strings, fc.array(strings))), (object) => {
        const text = JSON.stringify({ ...object, large: 0 }, undefined, 1).replace(
          /"large": 0/,
          '"large" : 9007199254740993',
        );
        const expected: object = { ...JSON.parse(JSON.stringify(object)), large: 9007199254740993n };
        expect(parseJson(text)).toEqual(expected);
      }),
    );
  });

  it("reads megabytes of escapes beside a large integer", () => {
    const note = '"'.repeat(8_000_000);
    const parsed = parseJson<{ note: string; id: bigint }>(
      `{${JSON.stringify(note)}:1,"note":${JSON.stringify(note)},"id":9007199254740993}`,
    );
    expect(parsed.id).toBe(9007199254740993n);
    // Compared here, as a difference of such texts cannot be printed.
    expect(parsed.note === note && note in parsed).toBe(true);
  });

  it.each(['{"a":1,"a":2,"b":9007199254740993}', '{"a":1,"a":2,"b":3}'])(
    "takes the last of repeated keys, with a large integer or without: %s",
    (text) => {
      expect(parseJson(text)).toMatchObject({ a: 2 });
    },
  );

  it.each(['{"id":12345678901234567,"__proto__":{"admin":true}}', '{"__proto__":{"admin":true}}'])(
    "cannot reach a prototype: %s",
    (text) => {
      const parsed = parseJson(text) as { admin?: unknown }; // an object, as the text shows
      expect(parsed.admin).toBeUndefined();
      expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
      expect({}).not.toHaveProperty("admin");
    },
  );

  it("keeps every digit of a thousand, and takes no time over a number of millions", () => {
    const thousand = "9".repeat(1_000);
    expect(parseJson(`{"id":${thousand}}`)).toEqual({ id: BigInt(thousand) });
    // As JSON.parse reads it: a bigint of so many digits would hold the process up.
    expect(parseJson(`{"id":${"9".repeat(2_000_000)}}`)).toEqual({ id: Number.POSITIVE_INFINITY });
  });

  it.each(['{"id":12345678901234567', "12345678901234567x", `${"[".repeat(200_000)}12345678901234567`])(
    "fails when it is none: %#",
    (text) => {
      expect(() => parseJson(text)).toThrow();
    },
  );
});
