// Holds the package to the promises about speed that do not depend on the machine: how many instructions it takes.
// `npm run instructions`, which takes some three minutes. They are counted by valgrind: where that is missing, it prints so
// and counts nothing; with --required, that is a failure.
import { hasValgrind, measureInstructions } from "./measure/instructions.mjs";
import { GOALS } from "./report/goals.mjs";
import { stage } from "./stage.mjs";

if (!hasValgrind()) {
  console.log("instructions: not counted, because valgrind is missing. Install it: apt-get install valgrind");
  process.exit(process.argv.includes("--required") ? 1 : 0);
}

const { folders, remove } = await stage();
const failures = [];
try {
  const result = { instructions: await measureInstructions(folders.undici7) };
  for (const { what, of, goal, met, format } of GOALS) {
    const value = of(result);
    if (!Number.isFinite(value)) continue;
    const line = `${what}: ${format(value)} (${goal})`;
    console.log(`${met(value) ? "ok  " : "FAIL"} ${line}`);
    if (!met(value)) failures.push(line);
  }
} finally {
  await remove();
}
console.log(
  failures.length === 0 ? "instructions: all within limits" : `instructions: ${failures.length} exceeded`,
);
process.exit(failures.length === 0 ? 0 : 1);
