import { runProgram } from "../program.mjs";
import { medians } from "../statistics.mjs";

/** How the buyer's number is spelled: the ways to read it differ. */
export const SPELLINGS = { e164: "+14155550123", national: "(415) 555-0123" };

/** Milliseconds of the first order of a process, by the spelling of its number; taken in turns, medians. */
export function measureFirstUpsert(folder, { rounds }) {
  const samples = Array.from({ length: rounds }, () =>
    Object.fromEntries(
      Object.entries(SPELLINGS).map(([name, phone]) => [
        name,
        runProgram(folder, ["first-upsert.mjs", phone]),
      ]),
    ),
  );
  return medians(samples);
}
