// Runs every example as a reader would; a failing one fails the run.
import { spawnSync } from "node:child_process";
import { readdir } from "node:fs/promises";

const folder = "examples";
const files = (await readdir(folder))
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .sort();
let failed = 0;
for (const file of files) {
  console.log(`\n── ${folder}/${file}`);
  const { status } = spawnSync(process.execPath, ["--import", "tsx", `${folder}/${file}`], {
    stdio: "inherit",
    timeout: 120_000,
  });
  if (status !== 0) {
    failed += 1;
    console.log(`${file} ended with ${status}`);
  }
}
console.log(`\nexamples: ${files.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 && files.length > 0 ? 0 : 1);
