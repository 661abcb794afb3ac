// The page in a real browser: every view and state, keys, connection, security, accessibility and time.
import { ACCESSIBILITY_CHECKS } from "./accessibility.js";
import { ACTION_CHECKS } from "./actions.js";
import { createBench } from "./bench.js";
import { CONNECTION_CHECKS } from "./connection.js";
import { HOSTILE_CHECKS } from "./hostile.js";
import { KEYBOARD_CHECKS } from "./keyboard.js";
import { LAYOUT_CHECKS } from "./layout.js";
import { LIST_CHECKS } from "./lists.js";
import { SPEED_CHECKS } from "./speed.js";
import { STATE_CHECKS } from "./states.js";

/** Parts of titles; none means all. */
const wanted = process.argv.slice(2);
const checks = [
  ...LIST_CHECKS,
  ...STATE_CHECKS,
  ...ACTION_CHECKS,
  ...KEYBOARD_CHECKS,
  ...CONNECTION_CHECKS,
  ...LAYOUT_CHECKS,
  ...HOSTILE_CHECKS,
  ...ACCESSIBILITY_CHECKS,
  ...SPEED_CHECKS,
].filter(({ title }) => wanted.length === 0 || wanted.some((part) => title.includes(part)));

const bench = await createBench();
let failures = 0;
for (const { title, run } of checks) {
  try {
    const note = await run(bench);
    await bench.finish();
    console.log(`ok   ${title}${note === undefined ? "" : `: ${note}`}`);
  } catch (error) {
    failures += 1;
    await bench.finish().catch(() => undefined);
    console.log(`FAIL ${title}\n${error instanceof Error ? error.stack : String(error)}`);
  }
}
await bench.close();
console.log(
  failures === 0
    ? `inspector: ${checks.length} checks kept`
    : `inspector: ${failures} of ${checks.length} failed`,
);
process.exit(failures === 0 ? 0 : 1);
