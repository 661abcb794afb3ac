import { FakeUsageError } from "./options/fake-usage-error.js";

/** The state of a random source: four unsigned 32-bit integers, plain data. */
export type SeededRandomState = readonly [number, number, number, number];

/** Pseudo-random numbers that are the same for the same seed in every runtime. Not for secrets. */
export interface SeededRandom {
  /** Returns a number from 0 (included) to 1 (excluded), in steps of 2^-32. */
  next(): number;
  /**
   * Returns a whole number from 0 (included) to `max` (excluded), all equally likely.
   *
   * @throws FakeUsageError unless `max` is a whole number from 1 to 2^32
   */
  integer(max: number): number;
  /**
   * Returns `length` characters of the alphabet.
   *
   * @throws FakeUsageError when the alphabet is empty
   */
  text(length: number, alphabet: string): string;
  /** Returns an independent source that depends on the seed and the name only. */
  fork(name: string): SeededRandom;
  save(): SeededRandomState;
  restore(state: SeededRandomState): void;
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

/** Hashes text by FNV-1a with murmur3's finish; four starting points give four independent words. */
function hash(text: string, start: number): number {
  let value = start;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

function stateOf(text: string): SeededRandomState {
  const state = [0x811c9dc5, 0x9e3779b9, 0x243f6a88, 0xb7e15162].map((start) => hash(text, start));
  const [first = 0, second = 0, third = 0, fourth = 0] = state;
  // The only state that the generator cannot leave.
  return (first | second | third | fourth) === 0 ? [1, 2, 3, 4] : [first, second, third, fourth];
}

/**
 * Creates a random source from a seed; 42 and `"42"` are the same seed. The generator is xoshiro128** 1.1 (Blackman and
 * Vigna), computed in 32-bit integers only.
 */
export function createSeededRandom(seed: number | string): SeededRandom {
  const path = String(seed);
  let [s0, s1, s2, s3] = stateOf(path);

  function next32(): number {
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotateLeft(s3, 11);
    return result;
  }

  function integer(max: number): number {
    if (!Number.isInteger(max) || max < 1 || max > 2 ** 32) {
      throw new FakeUsageError("A random integer needs a limit that is a whole number from 1 to 2^32.");
    }
    // The highest values would favour small results, so draw again.
    const limit = 2 ** 32 - (2 ** 32 % max);
    let value = next32();
    while (value >= limit) value = next32();
    return value % max;
  }

  return {
    next: () => next32() / 2 ** 32,
    integer,
    text(length, alphabet) {
      if (alphabet === "") throw new FakeUsageError("Random text needs an alphabet that is not empty.");
      let text = "";
      while (text.length < length) text += alphabet.charAt(integer(alphabet.length));
      return text;
    },
    // The length separates ("a", then "b/c") from ("a/b", then "c").
    fork: (name) => createSeededRandom(`${path.length}:${path}/${name}`),
    save: () => [s0 >>> 0, s1 >>> 0, s2 >>> 0, s3 >>> 0],
    restore(state) {
      [s0, s1, s2, s3] = state;
    },
  };
}
