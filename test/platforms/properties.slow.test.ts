import fc from "fast-check";
import { InvalidInputError, parseOrder, safeParseOrder } from "privy-orders";
import { describe, expect, it } from "vitest";
import { mappers, sampleNames, sampleOf } from "./mappers.js";

type Path = readonly (string | number)[];

/** Every place of a payload. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) =>
      pathsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

/** A copy with another value at one place. */
function withValue(value: unknown, [key, ...rest]: Path, replacement: unknown): unknown {
  if (key === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((inner, index) => (index === key ? withValue(inner, rest, replacement) : inner));
  // Of a place that an earlier replacement took away, nothing is left to replace.
  if (typeof value !== "object" || value === null) return value;
  return { ...value, [key]: withValue(Reflect.get(value, key), rest, replacement) };
}

const awkward = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true }),
  fc.constantFrom(
    null,
    undefined,
    "",
    " ",
    [],
    {},
    0,
    -1,
    "0",
    "x",
    Number.NaN,
    1e300,
    false,
    true,
    [null],
    [[]],
    "__proto__",
  ),
);

/** Whether anything in a mapper's result agrees to marketing. */
const consents = (order: { accepts_email_marketing?: unknown; accepts_sms_marketing?: unknown }) => [
  order.accepts_email_marketing === true,
  order.accepts_sms_marketing === true,
];

describe.each(mappers)("$name", ({ map, platform, consentOf }) => {
  const samples = sampleNames(platform).map(sampleOf);
  const paths = samples.map((sample) => pathsOf(sample));

  /** A real-shaped order of which some places hold something else. */
  const damaged = fc
    .record({
      which: fc.nat(),
      changes: fc.array(fc.tuple(fc.nat(), awkward), { minLength: 1, maxLength: 4 }),
    })
    .map(({ which, changes }) => {
      const index = which % samples.length;
      const places = paths[index] ?? [];
      return changes.reduce<unknown>(
        (order, [place, value]) => withValue(order, places[place % places.length] ?? [], value),
        samples[index],
      );
    });

  const mapped = (input: unknown) => {
    try {
      return map(input as never); // whatever it is
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidInputError);
      return undefined;
    }
  };

  it("throws nothing but InvalidInputError, whatever it is given", () => {
    fc.assert(
      fc.property(awkward, (input) => void mapped(input)),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(damaged, (input) => {
        const order = mapped(input);
        // What it lets pass can be checked, too.
        if (order !== undefined) safeParseOrder(order);
      }),
      { numRuns: 600 },
    );
  });

  it("maps each sample to the same order twice, and an order that can be sent", () => {
    for (const sample of samples) {
      const order = mapped(sample);
      if (order === undefined) continue;
      expect(mapped(sample)).toEqual(order);
      expect(() => parseOrder(order)).not.toThrow();
    }
  });

  it("never signs up a buyer that the payload does not name, however damaged it is", () => {
    fc.assert(
      fc.property(damaged, (input) => {
        const order = mapped(input);
        if (order === undefined) return;
        const [byEmail, bySms] = consents(order);
        const allowed = consentOf(input as never); // as above
        // A number where text belongs is read as its digits.
        if (byEmail) expect(allowed.emails.map(String)).toContain(order.email?.trim().toLowerCase());
        if (bySms) expect(allowed.phones.map(String)).toContain(order.phone);
      }),
      { numRuns: 600 },
    );
  });
});
