import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FakeUsageError } from "../../../src/testing/kit/options/fake-usage-error.js";
import { createSeededRandom } from "../../../src/testing/kit/seeded-random.js";

const take = <Value>(count: number, draw: () => Value): Value[] => Array.from({ length: count }, draw);

describe("createSeededRandom", () => {
  it("is xoshiro128** 1.1, by the outputs of its authors' C code for the state 1, 2, 3, 4", () => {
    const random = createSeededRandom(1);
    random.restore([1, 2, 3, 4]);
    const expected = [
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ];
    expect(take(10, () => random.integer(2 ** 32))).toEqual(expected);
    for (let draw = 0; draw < 20; draw += 1) {
      random.next();
      for (const word of random.save()) expect(word).toBeGreaterThanOrEqual(0);
    }
  });

  it("never changes what a seed leads to: recorded tests depend on it", () => {
    const random = createSeededRandom("privy");
    expect(random.save()).toEqual([4232957209, 1098557949, 408935968, 3714552697]);
  });

  it("gives the same numbers for the same seed, and others for another", () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.string()), (seed) => {
        const [left, right] = [createSeededRandom(seed), createSeededRandom(String(seed))];
        expect(take(5, left.next)).toEqual(take(5, right.next));
        expect(createSeededRandom(`${seed}.`).save()).not.toEqual(createSeededRandom(seed).save());
      }),
    );
  });

  it("stays from 0 to below 1, and fills that range evenly", () => {
    const random = createSeededRandom(7);
    const numbers = take(10_000, random.next);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const share = numbers.filter((number) => Math.floor(number * 10) === tenth).length;
      expect(share).toBeGreaterThan(850);
      expect(share).toBeLessThan(1150);
    }
  });

  it("gives whole numbers below the limit, without favouring any", () => {
    const random = createSeededRandom(7);
    const max = 3 * 2 ** 30;
    const low = take(3000, () => random.integer(max)).filter((value) => value < max / 3).length;
    // A bare remainder would put half of them, not a third, below that.
    expect(low).toBeGreaterThan(850);
    expect(low).toBeLessThan(1150);
    expect(take(20, () => random.integer(1))).toEqual(take(20, () => 0));
  });

  it.each([0, -1, 1.5, 2 ** 32 + 1, Number.NaN])("refuses the limit %d", (max) => {
    expect(() => createSeededRandom(1).integer(max)).toThrow(FakeUsageError);
  });

  it("writes text of its alphabet only, and of the length", () => {
    expect(createSeededRandom(1).text(200, "abc")).toMatch(/^(?=.*a)(?=.*b)(?=.*c)[abc]{200}$/);
    expect(createSeededRandom(1).text(0, "abc")).toBe("");
    expect(() => createSeededRandom(1).text(1, "")).toThrow(FakeUsageError);
  });

  it("forks by name: whatever is drawn from one does not change the other", () => {
    const untouched = createSeededRandom(1);
    const used = createSeededRandom(1);
    take(10, used.next);
    take(10, used.fork("other").next);
    expect(take(5, used.fork("ids").next)).toEqual(take(5, untouched.fork("ids").next));
    expect(untouched.fork("a").save()).not.toEqual(untouched.fork("b").save());
    expect(untouched.fork("a").save()).not.toEqual(untouched.save());
    expect(untouched.fork("a").fork("b/c").save()).not.toEqual(untouched.fork("a/b").fork("c").save());
  });

  it("goes on from where it was saved, also through JSON", () => {
    const random = createSeededRandom(1);
    take(3, random.next);
    const saved = JSON.stringify(random.save());
    const expected = take(5, random.next);
    const other = createSeededRandom(2);
    other.restore(JSON.parse(saved));
    expect(take(5, other.next)).toEqual(expected);
  });
});
