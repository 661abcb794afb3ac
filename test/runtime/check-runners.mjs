// The test double under several runners and with several msw, from the packed package: `npm run check:runners [word …]`.
// Which ones is said by matrix.json; the runtimes are those of `npm run check:runtimes`.
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { npm, pack } from "../package/pack.mjs";
import { here, installRuntimes, runtimes } from "./installed.mjs";

// What Jest needs to require the ES modules that msw brings: see jest.cjs.json below.
const TO_COMMONJS = "7.29.14";
const RUN_TIMEOUT_MS = 120_000;
const CASES = 5;

const wanted = process.argv.slice(2);
const matrix = JSON.parse(await readFile(join(here, "matrix.json"), "utf8"));
let passed = 0;
let failed = 0;

installRuntimes();
const BINARIES = {
  bun: join(runtimes, "@oven", "bun-linux-x64", "bin", "bun"),
  ...Object.fromEntries(
    matrix.runtimes
      .filter(({ name }) => name === "Node.js")
      .map(({ id }) => [id, join(runtimes, id, "bin", "node")]),
  ),
};
const nameOf = (id) => {
  const { name, version } = matrix.runtimes.find((runtime) => runtime.id === id);
  return `${name} ${version}`;
};

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
const check = async (title, { command, args, cwd, expected }) => {
  if (wanted.length > 0 && !wanted.some((word) => title.includes(word))) return;
  const proof = join(scratch, `proof-${passed + failed}`);
  await writeFile(proof, "");
  const { code, out } = await run(command, args, {
    cwd,
    env: { ...process.env, CI: "1", NO_COLOR: "1", PROOF: proof },
  });
  const proven = (await readFile(proof, "utf8")).split("\n").filter(Boolean);
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
  // Jest can load nothing on demand into the globals of a test in ES modules.
  "with-jest.test.mjs":
    load
      .esm(
        `import { expect, test } from "@jest/globals"; import { privyMatchers } from "privy-orders/testing/jest";
         import { http } from "msw"; import { setupServer } from "msw/node";`,
      )
      .replace("PrivyClient });", "PrivyClient, msw: { http, setupServer } });") +
    each +
    matchers,
  "with-jest.test.cjs":
    load.cjs('const { privyMatchers } = require("privy-orders/testing/jest");') + each + matchers,
  "jest.esm.json": JSON.stringify({ testMatch: ["**/with-jest.test.mjs"], transform: {} }),
  "jest.plain.json": JSON.stringify({ testMatch: ["**/with-jest.test.cjs"] }),
  // Three packages below msw 2 are ES modules only, which Jest cannot require before Node 24.9: they are converted.
  "jest.cjs.json": JSON.stringify({
    testMatch: ["**/with-jest.test.cjs"],
    transform: { "\\.m?js$": ["babel-jest", { plugins: ["@babel/plugin-transform-modules-commonjs"] }] },
    transformIgnorePatterns: ["/node_modules/(?!(rettime|until-async|@open-draft/deferred-promise)/)"],
  }),
  "vitest.config.mjs": 'export default { test: { include: ["with-vitest.test.mjs"] } };',
  "script.mjs": `${load.esm("")}for (const body of Object.values(cases)) await body();\n`,
  "script.cjs": `${load.cjs("")}(async () => { for (const body of Object.values(cases)) await body(); })();\n`,
};

const makeProject = async (name, packages) => {
  const cwd = join(scratch, name);
  await mkdir(cwd);
  await writeFile(join(cwd, "package.json"), JSON.stringify({ name: "scratch", private: true }));
  // Peers are named one by one.
  const quiet = ["--no-audit", "--no-fund", "--silent", "--prefer-offline"];
  npm(["install", ...packages, "--legacy-peer-deps", ...quiet], cwd);
  await cp(join(here, "runner-cases.cjs"), join(cwd, "runner-cases.cjs"));
  for (const [file, text] of Object.entries(files)) await writeFile(join(cwd, file), text);
  return cwd;
};

try {
  const { tarball } = await pack(scratch);
  const versionOf = (runner) => matrix.runners.find(({ name }) => name === runner).version;
  const [{ version: msw }] = matrix.msw;
  const cwd = await makeProject("runners", [
    tarball,
    `msw@${msw}`,
    `vitest@${versionOf("Vitest")}`,
    `jest@${versionOf("Jest")}`,
    `@babel/plugin-transform-modules-commonjs@${TO_COMMONJS}`,
  ]);
  const vitest = join(cwd, "node_modules", "vitest", "vitest.mjs");
  const jest = [join(cwd, "node_modules", "jest", "bin", "jest.js"), "--runInBand", "--cacheDirectory"];
  jest.push(join(scratch, "jest-cache"), "--config");
  /** What each runner of the matrix is given in each of its variants, and how many cases it must prove. */
  const COMMANDS = {
    "node:test": {
      ESM: [["--test", "node.test.mjs"], CASES],
      CommonJS: [["--test", "node.test.cjs"], CASES],
    },
    Vitest: {
      threads: [[vitest, "run", "--pool", "threads"], CASES + 1],
      forks: [[vitest, "run", "--pool", "forks"], CASES + 1],
    },
    Jest: {
      ESM: [["--experimental-vm-modules", ...jest, "jest.esm.json"], CASES + 1],
      CommonJS: [[...jest, "jest.cjs.json"], CASES + 1],
      "CommonJS without a transform": [["--experimental-vm-modules", ...jest, "jest.plain.json"], CASES + 1],
    },
    "Bun's test runner": { ESM: [["test", "./with-bun.test.mjs"], CASES + 1] },
  };
  for (const { name, version, runtimes: ids, variants } of matrix.runners) {
    for (const id of ids) {
      for (const variant of variants) {
        const [args, expected] = COMMANDS[name][variant];
        const title = `${version === undefined ? name : `${name} ${version}`} on ${nameOf(id)}, ${variant}`;
        await check(title, { command: BINARIES[id], args, cwd, expected });
      }
    }
  }
  for (const { version, beside = [], runtimes: ids } of matrix.msw) {
    const home =
      version === msw ? cwd : await makeProject(`msw-${version}`, [tarball, `msw@${version}`, ...beside]);
    for (const id of ids) {
      for (const [variant, file] of [
        ["ESM", "script.mjs"],
        ["CommonJS", "script.cjs"],
      ]) {
        const title = `msw ${version} on ${nameOf(id)}, ${variant}`;
        await check(title, { command: BINARIES[id], args: [file], cwd: home, expected: CASES });
      }
    }
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}
console.log(`runners: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
