import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readHeaders } from "../../../../src/testing/kit/exchange/read-headers.js";

/** What `fetch` itself makes of them. */
function byRuntime(given: ConstructorParameters<typeof Headers>[0], isText: boolean): [string, string][] {
  const headers = new Headers(given);
  if (isText && !headers.has("content-type")) headers.set("content-type", "text/plain;charset=UTF-8");
  return [...headers];
}

/** The pairs in their order, or that it throws. */
function outcome(read: () => readonly (readonly [string, string])[]): unknown {
  try {
    return read();
  } catch (error) {
    return error instanceof TypeError ? "TypeError" : error;
  }
}

const name = fc.oneof(
  fc.constantFrom(
    "Authorization",
    "content-type",
    "Content-Type",
    "accept",
    "ACCEPT",
    "x-a",
    "X-1_b",
    "set-cookie",
  ),
  fc.constantFrom("constructor", "__proto__", "bad name", "", "ä", "1x", "!#$%&'*+.^_`|~"),
  fc.stringMatching(/^[A-Za-z-]{1,6}$/),
);
const value = fc.oneof(
  fc.constantFrom(
    "application/json",
    " padded\t",
    "",
    "inner  blank",
    "tab\tinside",
    "é",
    "€",
    "bad\nvalue",
    "\0",
  ),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.stringMatching(/^[ -~]{0,8}$/),
);
const pairs = fc.array(fc.tuple(name, value), { maxLength: 6 });
/** None of them wrong, and some the same but for their case. */
const usualPairs = fc.array(
  fc.tuple(fc.constantFrom("a", "A", "b", "B", "Content-Type", "content-type"), fc.constantFrom("1", "2")),
  { maxLength: 4 },
);

describe("the headers of a call", () => {
  it("are those that the runtime's Headers gives back, in its order, whatever they are", () => {
    fc.assert(
      fc.property(fc.oneof(pairs, usualPairs), fc.boolean(), (given, isText) => {
        const record = Object.fromEntries(given);
        expect(outcome(() => Object.entries(readHeaders(record, isText)))).toEqual(
          outcome(() => byRuntime(record, isText)),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it("are read from every form that fetch takes", () => {
    const record = { "X-B": "2", "x-a": "1" };
    const expected = { "x-a": "1", "x-b": "2" };
    const forms = [record, Object.entries(record), new Headers(record), new Map(Object.entries(record))];
    for (const given of forms) {
      // Fetch takes any iterable of pairs, which the types of the runtime do not say.
      expect(readHeaders(given as Headers, false)).toEqual(expected);
    }
    expect(readHeaders(undefined, false)).toEqual({});
    expect(readHeaders(undefined, true)).toEqual({ "content-type": "text/plain;charset=UTF-8" });
  });

  it("that are no headers are refused", () => {
    for (const given of [
      { [Symbol("name")]: "value" },
      { "x-a": "1", "x-b": "line\nbreak" },
      { "x a": "1" },
    ]) {
      expect(() => readHeaders(given, false)).toThrow(TypeError);
    }
  });
});
