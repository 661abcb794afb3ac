// Runs the steps of a list in two lanes: node .ci/run-steps.mjs [list.mjs]. A step's output is printed in one piece when the
// step ends. After a failure no further step begins; those under way end, and every failure is named in the summary.
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const LANES = 2;
/** A step that hangs is ended, so that a hung check is a failure and not a hung run. */
const TIMEOUT_MS = 25 * 60_000;

const list = resolve(process.argv[2] ?? new URL("./steps.mjs", import.meta.url).pathname);
const { default: steps } = await import(pathToFileURL(list).href);

const names = new Set(steps.map(({ name }) => name));
for (const { name, after = [] } of steps) {
  const unknown = after.filter((other) => !names.has(other));
  if (unknown.length > 0)
    throw new Error(`The step "${name}" waits for unknown steps: ${unknown.join(", ")}`);
}

/** Runs one step. Returns its exit code, how long it took and what it printed. */
function run({ command }) {
  const startedAt = Date.now();
  return new Promise((settle) => {
    const child = spawn("bash", ["-euo", "pipefail", "-c", command], {
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    const timer = setTimeout(() => {
      output += `\nended: not done within ${TIMEOUT_MS / 60_000} minutes\n`;
      process.kill(-child.pid, "SIGKILL");
    }, TIMEOUT_MS);
    const end = (code, more = "") => {
      clearTimeout(timer);
      settle({ code, output: output + more, seconds: Math.round((Date.now() - startedAt) / 1000) });
    };
    child.on("error", (error) => end(1, `${error}\n`));
    child.on("close", (code) => end(code ?? 1));
  });
}

const waiting = [...steps];
const running = new Map();
const passed = new Set();
const failed = [];

/** The next step that may begin now. */
function takeNext() {
  const aloneRuns = [...running.keys()].some(({ alone }) => alone);
  if (failed.length > 0 || aloneRuns || running.size >= LANES) return undefined;
  const index = waiting.findIndex(
    ({ after = [], alone }) => after.every((name) => passed.has(name)) && !(alone && running.size > 0),
  );
  return index < 0 ? undefined : waiting.splice(index, 1)[0];
}

const startedAt = Date.now();
for (;;) {
  for (let step = takeNext(); step !== undefined; step = takeNext()) {
    console.log(`-- begins: ${step.name} (${step.command})`);
    const begun = step;
    running.set(
      begun,
      run(begun).then((result) => ({ step: begun, ...result })),
    );
  }
  if (running.size === 0) break;
  const { step, code, seconds, output } = await Promise.race(running.values());
  running.delete(step);
  const result = code === 0 ? "passed" : `FAILED with exit code ${code}`;
  console.log(
    `\n== ${step.name}: ${result} after ${seconds} s\n${output.trimEnd()}\n== end of ${step.name}\n`,
  );
  if (code === 0) passed.add(step.name);
  else failed.push(step.name);
}

const minutes = ((Date.now() - startedAt) / 60_000).toFixed(1);
console.log(`steps passed: ${passed.size} of ${steps.length}, in ${minutes} minutes`);
if (failed.length > 0) console.log(`steps FAILED: ${failed.join(", ")}`);
if (waiting.length > 0) console.log(`steps not run: ${waiting.map(({ name }) => name).join(", ")}`);
process.exit(failed.length === 0 && waiting.length === 0 ? 0 : 1);
