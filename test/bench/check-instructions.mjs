// Holds the package to the promises about speed and size that do not depend on the machine: instructions, allocation, bytes.
// `npm run check:instructions`, which takes some two minutes. Instructions are counted by valgrind: where that is missing, it
// says so and counts nothing; with --required, as CI asks for it, that is a failure.
import { hasValgrind, measureInstructions } from "./measure/instructions.mjs";
import { measureSizes } from "./measure/sizes.mjs";
import { GOALS } from "./report/goals.mjs";
import { stage } from "./stage.mjs";

if (!hasValgrind()) {
  console.log("instructions: not counted, because valgrind is missing. Install it: apt-get install valgrind");
  process.exit(process.argv.includes("--required") ? 1 : 0);
}

/** The parts of the results that the same sources always give again. */
const { folders, remove } = await stage();
const failures = [];
try {
  const result = {
    instructions: await measureInstructions(folders.undici7),
    sizes: await measureSizes(folders.undici7),
  };
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
