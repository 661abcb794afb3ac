import { InvalidInputError } from "privy-orders";
import { describe, expect, it } from "vitest";
import { mappers, sampleNames, sampleOf } from "./mappers.js";

/** The same value, with every list of objects that many elements longer, and with each read of a member counted. */
function grown(value: unknown, more: number, count: () => void): unknown {
  if (typeof value !== "object" || value === null) return value;
  const inner = (one: unknown): unknown => grown(one, more, count);
  if (Array.isArray(value)) {
    const last: unknown = value.at(-1);
    if (typeof last !== "object" || last === null) return value;
    const copies = Array.from({ length: more }, (_, index) =>
      counted({ ...last, id: `x${index}`, item_id: 1_000_000 + index }, count),
    );
    return [...value.map(inner), ...copies];
  }
  return counted(Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inner(one)])), count);
}

const counted = (value: object, count: () => void): object =>
  new Proxy(value, {
    get(target, key, receiver) {
      count();
      return Reflect.get(target, key, receiver);
    },
  });

function readsOf(map: (order: never) => unknown, sample: unknown, more: number): number {
  let reads = 0;
  const order = grown(sample, more, () => {
    reads += 1;
  });
  try {
    map(order as never); // a mapper checks what it gets
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
  }
  return reads;
}

describe.each(mappers)("$name", ({ platform, map }) => {
  it.each(sampleNames(platform))("reads an order of twice as many lines about twice as often: %s", (name) => {
    const [few, many] = [200, 400].map((more) => readsOf(map, sampleOf(name), more));
    expect(many).toBeLessThan(2.2 * (few ?? 0));
  });
});
