import { runProgram } from "../program.mjs";
import { medians } from "../statistics.mjs";

/** Orders read per second of CPU time, by their number of lines. */
export function measureParse(folder, { rounds }) {
  return medians(Array.from({ length: rounds }, () => runProgram(folder, ["parse.mjs"])));
}
