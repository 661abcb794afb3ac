import { runProgram } from "../program.mjs";
import { median, medians } from "../statistics.mjs";

/** A million orders take minutes to store: one round says enough. */
const ONE_ROUND_FROM = 100_000;
const flags = ["--expose-gc", "--max-old-space-size=6000"];

/** What the fake takes in per second, by channel and by the number of orders it holds. */
export function measureFake(folder, { rounds, stored: counts }) {
  const results = {};
  for (const channel of ["fetch", "msw"]) {
    results[channel] = {};
    for (const stored of counts) {
      console.error(`fake: ${channel}, ${stored} stored`);
      const samples = Array.from({ length: stored >= ONE_ROUND_FROM ? 1 : rounds }, () =>
        runProgram(folder, ["fake.mjs", channel, stored], { flags }),
      );
      results[channel][stored] = medians(samples);
    }
  }
  return results;
}

/** Milliseconds of CPU time for a fake, its client and one order. */
export function measureOneTest(folder, { rounds }) {
  return median(Array.from({ length: rounds }, () => runProgram(folder, ["one-test.mjs"])));
}
