// Runs every example as a reader would; a failing one fails the run.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";

const folder = "examples";
const names = (await readdir(folder)).sort();
const files = [
  ...names.filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts")),
  // A project that shows itself.
  ...names.map((name) => `${name}/demo.ts`).filter((name) => existsSync(`${folder}/${name}`)),
];
let failed = 0;
for (const file of files) {
  console.log(`\n── ${folder}/${file}`);
  const { status } = spawnSync(process.execPath, ["--import", "tsx", `${folder}/${file}`], {
    stdio: "inherit",
    timeout: 240_000,
  });
  if (status !== 0) {
    failed += 1;
    console.log(`${file} ended with ${status}`);
  }
}
console.log(`\nexamples: ${files.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 && files.length > 0 ? 0 : 1);
