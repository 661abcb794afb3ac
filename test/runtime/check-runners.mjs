// The test double under other runners than the project's own, from the packed package:
// `node test/runtime/check-runners.mjs [word …]`. Needs what `npm run check:runtimes` installs.
import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const JEST = "30.5.2";
const MSW_3 = "3.0.5";
const RUN_TIMEOUT_MS = 120_000;
const INSTALL_TIMEOUT_MS = 240_000;
const CASES = 5;

const here = resolve("test/runtime");
const runtimes = join(here, "node_modules");
const wanted = process.argv.slice(2);
const { devDependencies: dev } = JSON.parse(await readFile("package.json", "utf8"));
let passed = 0;
let failed = 0;

const npm = (args, cwd) =>
  execFileSync("npm", args, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    timeout: INSTALL_TIMEOUT_MS,
  });
if (!existsSync(runtimes)) {
  console.log("installing the runtimes (about 1 GB) …");
  execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--silent"], { cwd: here, stdio: "inherit" });
}
const node = (major) => join(runtimes, `node${major}`, "bin", "node");
const bun = join(runtimes, "@oven", "bun-linux-x64", "bin", "bun");

/** Runs a program to its end, but no longer than it may; what it has started ends with it. */
const run = (command, args, options) =>
  new Promise((settle) => {
    // A group of its own, so that the workers of a runner can be ended together with it.
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], detached: true, ...options });
    let out = "";
    child.stdout.on("data", (data) => (out += data));
    child.stderr.on("data", (data) => (out += data));
    const timer = setTimeout(() => {
      out += `\nno end within ${RUN_TIMEOUT_MS} ms`;
      process.kill(-child.pid, "SIGKILL");
    }, RUN_TIMEOUT_MS);
    child.on("error", (error) => {
      clearTimeout(timer);
      settle({ code: -1, out: String(error) });
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      settle({ code, out });
    });
  });

const scratch = await mkdtemp(join(tmpdir(), "privy-orders-runners-"));

/** Runs one runner; it has passed when it says so and every case has left its proof. */
const check = async (title, { command, args, cwd, expected, env = {} }) => {
  if (wanted.length > 0 && !wanted.some((word) => title.includes(word))) return;
  const proof = join(scratch, `proof-${passed + failed}`);
  await writeFile(proof, "");
  const { code, out } = await run(command, args, {
    cwd,
    env: { ...process.env, CI: "1", NO_COLOR: "1", PROOF: proof, ...env },
  });
  const proven = (await readFile(proof, "utf8")).split("\n").filter(Boolean);
  // Jest below Node 24.9 cannot require an ES module, and msw 2 brings one: nothing of ours is reached.
  const barred = /Must use import to load ES Module: \S*node_modules\/(?!privy-orders)(\S+)/.exec(out);
  if (barred !== null && code !== 0) {
    console.log(
      `skip ${title}: Jest cannot require ${barred[1]}, an ES module that msw needs; Node 24.9 can`,
    );
    return;
  }
  if (code === 0 && proven.length === expected) {
    passed += 1;
    console.log(`ok   ${title}: ${proven.length} cases`);
    return;
  }
  failed += 1;
  console.log(
    `FAIL ${title}: exit code ${code}, ${proven.length} of ${expected} cases\n${out.slice(0, 6_000)}`,
  );
};

const load = {
  esm: (names) =>
    `import { createFakePrivy } from "privy-orders/testing"; import { PrivyClient } from "privy-orders";
     import runnerCases from "./runner-cases.cjs"; ${names}
     const cases = runnerCases({ createFakePrivy, PrivyClient });\n`,
  cjs: (names) =>
    `const { createFakePrivy } = require("privy-orders/testing"); const { PrivyClient } = require("privy-orders");
     const runnerCases = require("./runner-cases.cjs"); ${names}
     const cases = runnerCases({ createFakePrivy, PrivyClient });\n`,
};
const each = "for (const [title, body] of Object.entries(cases)) test(title, body);\n";
const matchers =
  'expect.extend(privyMatchers); test("matchers", () => runnerCases.matcherCase({ createFakePrivy, expect }));\n';
const files = {
  "node.test.mjs": load.esm('import { test } from "node:test";') + each,
  "node.test.cjs": load.cjs('const { test } = require("node:test");') + each,
  "with-vitest.test.mjs":
    load.esm(
      'import { expect, test } from "vitest"; import { privyMatchers } from "privy-orders/testing/vitest";',
    ) +
    each +
    matchers,
  "with-bun.test.mjs":
    load.esm(
      'import { expect, test } from "bun:test"; import { privyMatchers } from "privy-orders/testing/jest";',
    ) +
    each +
    matchers,
  "with-jest.test.mjs":
    load.esm(
      'import { expect, test } from "@jest/globals"; import { privyMatchers } from "privy-orders/testing/jest";',
    ) +
    each +
    matchers,
  "with-jest.test.cjs":
    load.cjs('const { privyMatchers } = require("privy-orders/testing/jest");') + each + matchers,
  "jest.esm.json": JSON.stringify({ testMatch: ["**/with-jest.test.mjs"], transform: {} }),
  "jest.cjs.json": JSON.stringify({ testMatch: ["**/with-jest.test.cjs"] }),
  "vitest.config.mjs": 'export default { test: { include: ["with-vitest.test.mjs"] } };',
  "script.mjs": `${load.esm("")}for (const body of Object.values(cases)) await body();\n`,
  "script.cjs": `${load.cjs("")}(async () => { for (const body of Object.values(cases)) await body(); })();\n`,
};

const makeProject = async (name, packages) => {
  const cwd = join(scratch, name);
  await mkdir(cwd);
  await writeFile(join(cwd, "package.json"), JSON.stringify({ name: "scratch", private: true }));
  // Peers are named one by one: msw 3 is outside of the range that the package declares.
  const quiet = ["--no-audit", "--no-fund", "--silent", "--prefer-offline"];
  npm(["install", ...packages, "--legacy-peer-deps", ...quiet], cwd);
  await cp(join(here, "runner-cases.cjs"), join(cwd, "runner-cases.cjs"));
  for (const [file, text] of Object.entries(files)) await writeFile(join(cwd, file), text);
  return cwd;
};

try {
  const [packed] = JSON.parse(npm(["pack", "--json", "--pack-destination", scratch, "--silent"], "."));
  const tarball = join(scratch, packed.filename);
  const msw = `msw@${dev.msw}`;
  const two = await makeProject("msw-2", [tarball, msw, `vitest@${dev.vitest}`, `jest@${JEST}`]);
  const jest = join(two, "node_modules", "jest", "bin", "jest.js");
  const vitest = join(two, "node_modules", "vitest", "vitest.mjs");
  const at = (cwd, command, args, expected, env) => ({ command, args, cwd, expected, env });

  for (const format of ["mjs", "cjs"]) {
    await check(
      `node:test on Node 20, .${format}`,
      at(two, node(20), ["--test", `node.test.${format}`], CASES),
    );
  }
  for (const pool of ["threads", "forks"]) {
    await check(
      `Vitest ${dev.vitest}, pool ${pool}`,
      at(two, node(20), [vitest, "run", "--pool", pool], CASES + 1),
    );
  }
  for (const major of [20, 24]) {
    await check(
      `Jest ${JEST} on Node ${major}, CommonJS`,
      at(
        two,
        node(major),
        [
          ...(major > 20 ? ["--experimental-vm-modules"] : []),
          jest,
          "--config",
          "jest.cjs.json",
          "--runInBand",
        ],
        CASES + 1,
      ),
    );
  }
  await check(
    `Jest ${JEST} on Node 20, ESM`,
    at(
      two,
      node(20),
      ["--experimental-vm-modules", jest, "--config", "jest.esm.json", "--runInBand"],
      CASES + 1,
    ),
  );
  await check("Bun's test runner", at(two, bun, ["test", "./with-bun.test.mjs"], CASES + 1));

  for (const [major, format] of [20, 22].flatMap((each) => [
    [each, "mjs"],
    [each, "cjs"],
  ])) {
    await check(
      `a script on Node ${major} with ${msw}, .${format}`,
      at(two, node(major), [`script.${format}`], CASES),
    );
  }
  const three = await makeProject("msw-3", [tarball, `msw@${MSW_3}`]);
  for (const format of ["mjs", "cjs"]) {
    await check(
      `a script on Node 22 with msw@${MSW_3}, .${format}`,
      at(three, node(22), [`script.${format}`], CASES),
    );
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}
console.log(`runners: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
