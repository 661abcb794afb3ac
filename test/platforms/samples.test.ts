import { InvalidInputError, parseOrder } from "privy-orders";
import { describe, expect, it } from "vitest";
import { mappers, sampleNames, sampleOf } from "./mappers.js";

const isRefused = (expected: unknown): boolean =>
  typeof expected === "object" && expected !== null && "refused" in expected;

describe.each(mappers)("$name", ({ platform, map }) => {
  it.each(sampleNames(platform))("makes of a real-shaped order what it must become: %s", (name) => {
    const expected = sampleOf(`${name}.expected`);
    const made = () => parseOrder(map(sampleOf(name) as never)).order; // a mapper checks what it gets
    if (isRefused(expected)) expect(made).toThrow(InvalidInputError);
    else expect(made()).toEqual(expected);
  });
});
