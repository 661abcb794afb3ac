import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askedFor, isAsExpected } from "../../../../src/testing/kit/expect/expected-fields.js";
import { lineDiff } from "../../../../src/testing/kit/expect/line-diff.js";
import { renderValue } from "../../../../src/testing/kit/expect/render-value.js";

describe("what is as expected", () => {
  it("has the fields that were asked for, and may have others", () => {
    expect(isAsExpected({ a: { b: 1 } }, { a: { b: 1, c: 2 }, d: 3 })).toBe(true);
    expect(isAsExpected({ a: { b: 1 } }, { a: { c: 2 } })).toBe(false);
    expect(isAsExpected({ a: {} }, { a: null })).toBe(false);
    expect(isAsExpected({ a: {} }, { a: [] })).toBe(false);
  });

  it("has every item of a list, in order, and no more", () => {
    expect(isAsExpected([{ a: 1 }, 2], [{ a: 1, b: 2 }, 2])).toBe(true);
    expect(isAsExpected([1, 2], [2, 1])).toBe(false);
    expect(isAsExpected([1], [1, 2])).toBe(false);
    expect(isAsExpected([1, undefined], [1])).toBe(false);
    expect(isAsExpected([], {})).toBe(false);
  });

  it("does not have what is undefined", () => {
    expect(isAsExpected({ a: undefined }, {})).toBe(true);
    expect(isAsExpected({ a: undefined }, { a: null })).toBe(false);
  });

  it("has nothing by inheritance", () => {
    expect(isAsExpected({ constructor: Object }, {})).toBe(false);
    expect(isAsExpected({ toString: expect.anything() }, {})).toBe(false);
    const own = JSON.parse('{"__proto__": {"a": 1}}');
    expect(isAsExpected(own, {})).toBe(false);
    expect(isAsExpected(own, JSON.parse('{"__proto__": {"a": 1, "b": 2}}'))).toBe(true);
    expect(isAsExpected(own, JSON.parse('{"__proto__": {"a": 2}}'))).toBe(false);
  });

  it("is compared by type: text, number and bigint are not the same", () => {
    for (const [one, other] of [
      [1, "1"],
      [1, 1n],
      [null, undefined],
      [0, false],
    ]) {
      expect(isAsExpected(one, other)).toBe(false);
    }
    expect(isAsExpected(Number.NaN, Number.NaN)).toBe(true);
    expect(isAsExpected(10n ** 20n, 10n ** 20n)).toBe(true);
  });

  it("matches a regular expression each time, of another realm too, and only as text", () => {
    const repeated = /a/g;
    expect([1, 2, 3].map(() => isAsExpected(repeated, "xa"))).toEqual([true, true, true]);
    expect(isAsExpected(runInNewContext("/^a$/"), "a")).toBe(true);
    expect(isAsExpected(/1/, 1)).toBe(false);
    expect(isAsExpected(runInNewContext("({ a: [1] })"), { a: [1] })).toBe(true);
  });

  it("satisfies a matcher of the test framework, wherever it stands", () => {
    expect(isAsExpected({ a: [expect.any(Number)] }, { a: [5] })).toBe(true);
    expect(isAsExpected({ a: [expect.any(Number)] }, { a: ["5"] })).toBe(false);
  });

  it("is any JSON value beside itself, and what is shown of it is then what was expected", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(isAsExpected(value, structuredClone(value))).toBe(true);
        expect(renderValue(askedFor(value, structuredClone(value)))).toBe(renderValue(value));
      }),
    );
  });

  it("is as expected exactly if nothing stands out in what is shown", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (expected, actual) => {
        const shown = renderValue(askedFor(expected, actual));
        expect(shown === renderValue(expected)).toBe(isAsExpected(expected, actual));
      }),
    );
  });
});

describe("a value that is shown", () => {
  it("has its names sorted and what JSON cannot say", () => {
    expect(renderValue({ b: 10n ** 20n, a: [undefined, /x/i, null], c: {}, d: [] })).toBe(
      '{\n  "a": [\n    undefined,\n    /x/i,\n    null,\n  ],\n  "b": 100000000000000000000n,\n  "c": {},\n  "d": [],\n}',
    );
    expect(renderValue(expect.objectContaining({ a: 1 }))).toMatch(/^ObjectContaining/);
    expect(renderValue({ asymmetricMatch: () => true })).toBe("(a matcher)");
  });

  it("stays on its lines, whatever the text holds", () => {
    expect(renderValue("a\nb\u001b[31m")).toBe('"a\\nb\\u001b[31m"');
    expect(renderValue("x".repeat(10_000)).length).toBeLessThan(510);
  });

  it("comes to an end although it contains itself", () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(renderValue(loop)).toContain("…");
  });
});

describe("a diff", () => {
  const body = (text: string): string[] => text.split("\n").slice(3);

  it("leads from one text to the other", () => {
    const line = fc.constantFrom("a", "b", "c", "d");
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.array(line, { maxLength: 8 }), (expected, actual) => {
        const lines = body(lineDiff(expected.join("\n"), actual.join("\n")));
        if (lines.includes("  …")) return;
        const side = (sign: string): string[] =>
          lines.filter((one) => one[0] === sign || one[0] === " ").map((one) => one.slice(2));
        // Joining no lines makes one empty line.
        expect(side("-").join("\n")).toBe(expected.join("\n"));
        expect(side("+").join("\n")).toBe(actual.join("\n"));
      }),
    );
  });

  it("is as short as it can be", () => {
    expect(body(lineDiff("a\nb\nc\nd", "a\nc\nd\ne"))).toEqual(["  a", "- b", "  c", "  d", "+ e"]);
  });

  it("leaves out what is the same for long", () => {
    const many = Array.from({ length: 50 }, (_, index) => `line ${index}`);
    const changed = many.with(25, "other");
    expect(body(lineDiff(many.join("\n"), changed.join("\n")))).toEqual([
      "  …",
      "  line 22",
      "  line 23",
      "  line 24",
      "- line 25",
      "+ other",
      "  line 26",
      "  line 27",
      "  line 28",
      "  …",
    ]);
  });

  it("reports soon that huge texts differ, and is not huge itself", () => {
    const text = (word: string): string =>
      Array.from({ length: 20_000 }, (_, index) => `${word} ${index}`).join("\n");
    const before = performance.now();
    const lines = body(lineDiff(text("a"), text("b")));
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(lines).toHaveLength(121);
    expect(lines.at(-1)).toBe("… and 39880 more lines");
  });
});
