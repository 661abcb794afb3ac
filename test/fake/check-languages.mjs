// Runs the examples in other languages against the built command. A language that is not installed fails in CI, where it is.
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

const scripts = [
  ["python3", "examples/fake-from-python/check_orders.py"],
  ["php", "examples/fake-from-php/check_orders.php"],
  ["ruby", "examples/fake-from-ruby/check_orders.rb"],
];
const env = { ...process.env, PRIVY_FAKE: `${process.execPath} ${resolve("dist/cli.js")} fake` };
let failed = 0;
for (const [program, script] of scripts) {
  const { status, error } = spawnSync(program, [script], { stdio: "inherit", timeout: 60_000, env });
  if (error?.code === "ENOENT" && process.env.CI === undefined) {
    console.log(`${program}: not installed, left out`);
    continue;
  }
  if (status !== 0) {
    failed += 1;
    console.log(`${script} ended with ${status ?? error?.code}`);
  }
}
process.exit(failed === 0 ? 0 : 1);
