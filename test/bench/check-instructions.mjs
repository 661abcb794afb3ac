// Holds the package to the promises about speed that do not depend on the machine: how many instructions it takes.
// `npm run check:instructions`, two minutes. They are counted by valgrind: where that is missing, it prints so and counts
// nothing; with --required, that is a failure.
import { hasValgrind, measureInstructions } from "./measure/instructions.mjs";
import { GOALS } from "./report/goals.mjs";
import { stage } from "./stage.mjs";

/** Where a goal is not reached yet: what is counted today and two percent, so that it can only fall. */
const MOST = { "import of .": 54_200_000 };

if (!hasValgrind()) {
  console.log("instructions: not counted, because valgrind is missing. Install it: apt-get install valgrind");
  process.exit(process.argv.includes("--required") ? 1 : 0);
}

const goals = GOALS.filter(({ counts }) => counts !== undefined);
const { folders, remove } = await stage();
let exceeded = 0;
try {
  const instructions = await measureInstructions(
    folders.undici7,
    goals.map(({ counts }) => counts),
  );
  for (const { what, counts, goal, met, format } of goals) {
    const count = instructions[counts];
    const most = MOST[counts];
    const fine = most === undefined ? met(count) : count <= most;
    const limit = most === undefined ? goal : `≤ ${format(most)}; the goal is ${goal}`;
    console.log(`${fine ? "ok  " : "FAIL"} ${what}: ${format(count)} (${limit})`);
    if (!fine) exceeded += 1;
  }
} finally {
  await remove();
}
console.log(exceeded === 0 ? "instructions: all within limits" : `instructions: ${exceeded} exceeded`);
process.exit(exceeded === 0 ? 0 : 1);
