// One table: projects of every kind in which the packed package is installed, loaded, used and compiled, each as its
// users would. `npm run projects [word …]`. projects.json lists them; the runtimes are those of `npm run check:runtimes`.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { consumer, sortMessages } from "../package/consumer.mjs";
import { pack } from "../package/pack.mjs";
import { installRuntimes, runtimes } from "../runtime/installed.mjs";
import { runProgram } from "../support/run-program.mjs";
import { readEntries } from "./entries.mjs";
import { ways } from "./ways.mjs";

const here = resolve("test/projects");
const INSTALL_TIMEOUT_MS = 300_000;
const RUN_TIMEOUT_MS = 300_000;
/** Two at a time: installing waits for the disk and the network, the rest keeps a core busy. */
const AT_ONCE = 2;
const COLUMNS = ["installs", "loads", "sends an order", "strict types"];

const { projects, typescript, nodeTypes } = JSON.parse(await readFile(join(here, "projects.json"), "utf8"));
const wanted = process.argv.slice(2);
const chosen = projects.filter(
  ({ name }) => wanted.length === 0 || wanted.some((word) => name.toLowerCase().includes(word.toLowerCase())),
);
const scratch = await mkdtemp(join(tmpdir(), "privy-orders-projects-"));

installRuntimes();
const WORKERD = join(runtimes, "@cloudflare", "workerd-linux-64", "bin", "workerd");
const binaryOf = (id) =>
  ({
    deno: join(runtimes, "@deno", "linux-x64-glibc", "deno"),
    bun: join(runtimes, "@oven", "bun-linux-x64", "bin", "bun"),
    // Its server is asked by a program on Node.
    workerd: join(runtimes, "node20", "bin", "node"),
  })[id] ?? join(runtimes, id, "bin", "node");

const run = (command, args, cwd, env = {}) =>
  runProgram(command, args, {
    cwd,
    timeoutMs: RUN_TIMEOUT_MS,
    env: {
      ...process.env,
      CI: "1",
      NO_COLOR: "1",
      NEXT_TELEMETRY_DISABLED: "1",
      DENO_NO_UPDATE_CHECK: "1",
      DENO_DIR: join(scratch, "deno"),
      WORKERD,
      ...env,
    },
  });

/** Installs a project as its user would: no flag makes npm overlook a peer. */
const install = async (cwd, dependencies) => {
  await mkdir(cwd, { recursive: true });
  await writeFile(
    join(cwd, "package.json"),
    JSON.stringify({ name: "scratch", private: true, dependencies }),
  );
  const { code, out } = await runProgram(
    "npm",
    ["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"],
    { cwd, timeoutMs: INSTALL_TIMEOUT_MS },
  );
  if (code !== 0) throw new Error(`npm install ended with ${code}\n${out}`);
};

/** The entry points of which a project has everything that they need. */
const entriesFor = ({ packages, runtime, way }) =>
  readEntries().filter(({ needs, isForNode }) => {
    const isThere = needs.every((name) =>
      Object.hasOwn(packages, name.split("/", name[0] === "@" ? 2 : 1).join("/")),
    );
    return isThere && !(isForNode && (runtime === "workerd" || way === "next"));
  });

/** Runs what a project tries; gives what became of loading and of the order, once for each of its commands. */
const tryOut = async (project, cwd) => {
  const entries = entriesFor(project).map(({ name }) => name);
  const { files, before = [], commands, shared = [] } = ways[project.way](project, entries);
  for (const file of ["attempt.cjs", ...shared]) await cp(join(here, file), join(cwd, file));
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, file)), { recursive: true });
    await writeFile(join(cwd, file), text.replaceAll("ENTRIES", JSON.stringify(entries)));
  }
  const binary = binaryOf(project.runtime);
  for (const args of before) {
    const { code, out } = await run(binary, args, cwd);
    if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}\n${out}`);
  }
  const proofs = [];
  for (const [index, args] of commands.entries()) {
    const PROOF = join(cwd, `proof-${index}.json`);
    const KEEPS_RESPONSES = String(project.keepsResponses === true);
    const { code, out } = await run(binary, args, cwd, { PROOF, KEEPS_RESPONSES });
    const proof = await readFile(PROOF, "utf8").catch(() => undefined);
    if (code !== 0 || proof === undefined) throw new Error(`${args.join(" ")} ended with ${code}\n${out}`);
    proofs.push(JSON.parse(proof));
  }
  return proofs;
};

/** How many entry points a project loads, or which of them failed and why. */
const judgeLoads = (proofs) => {
  const failures = proofs.flatMap(({ loads }) => Object.entries(loads).filter(([, error]) => error !== ""));
  if (failures.length > 0) throw new Error(failures.map(([name, error]) => `${name}: ${error}`).join("\n"));
  const count = Math.min(...proofs.map(({ loads }) => Object.keys(loads).length));
  if (count === 0) throw new Error("no entry point was tried");
  return `${count}`;
};

const judgeOrder = (proofs) => {
  const failure = proofs.find(({ order }) => order !== "sent");
  if (failure !== undefined) throw new Error(failure.order);
  return "yes";
};

/** Compiles a strict consumer of every entry point, with the declarations of this package checked as well. */
const compile = async (project, cwd, tsc) => {
  const types = ["node", ...(Object.hasOwn(project.packages, "@types/jest") ? ["jest"] : [])];
  const subpaths = entriesFor({ ...project, runtime: "node20", way: "node" })
    .map(({ subpath }) => subpath)
    .filter((subpath) => subpath !== "./testing/vitest" || Object.hasOwn(project.packages, "vitest"));
  for (const [format, file] of [
    ["esm", "types.mts"],
    ["cjs", "types.cts"],
  ]) {
    await writeFile(join(cwd, file), consumer(subpaths, format, types));
  }
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    target: "es2022",
    module: "nodenext",
    moduleResolution: "nodenext",
    lib: ["es2022", "dom"],
    types,
  };
  await writeFile(
    join(cwd, "tsconfig.types.json"),
    JSON.stringify({ compilerOptions, files: ["types.mts", "types.cts"] }),
  );
  const { code, out } = await run(
    process.execPath,
    [tsc, "-p", "tsconfig.types.json", "--pretty", "false"],
    cwd,
  );
  const { ours, foreign, packages } = sortMessages(out);
  if (ours.length > 0 || (code !== 0 && foreign.length === 0)) throw new Error(out);
  return foreign.length === 0 ? "yes" : `yes (errors inside ${packages.join(", ")})`;
};

const failures = [];
/** One cell of the table. What cannot be tried because of an earlier failure is not a failure of its own. */
const cell = async (project, column, body) => {
  try {
    return await body();
  } catch (error) {
    failures.push(`${project.name}, ${column}: ${error.message ?? error}`.slice(0, 4_000));
    return "FAIL";
  }
};

const rowOf = async (project, tarball, tsc) => {
  const cwd = join(scratch, project.name.replace(/[^\w.]+/g, "-"));
  const started = Date.now();
  const dependencies = { "privy-orders": `file:${tarball}`, "@types/node": nodeTypes, ...project.packages };
  const installs = await cell(project, COLUMNS[0], async () => {
    await install(cwd, dependencies);
    return "yes";
  });
  if (installs === "FAIL") return [installs, "", "", ""];
  let proofs;
  const loads = await cell(project, COLUMNS[1], async () => {
    proofs = await tryOut(project, cwd);
    return judgeLoads(proofs);
  });
  const order = proofs === undefined ? "" : await cell(project, COLUMNS[2], () => judgeOrder(proofs));
  const types = await cell(project, COLUMNS[3], () => compile(project, cwd, tsc));
  console.log(`     ${project.name}: ${((Date.now() - started) / 1000).toFixed(0)} s`);
  await rm(cwd, { recursive: true, force: true });
  return [installs, loads, order, types];
};

try {
  const { tarball } = await pack(scratch);
  await install(join(scratch, "typescript"), { typescript });
  const home = join(scratch, "typescript", "node_modules", "typescript");
  const { bin } = JSON.parse(await readFile(join(home, "package.json"), "utf8"));
  const tsc = join(home, bin.tsc);
  const rows = new Map();
  // The longest first, so that nothing is waited for by one at the end.
  const queue = chosen.toSorted((a, b) => (b.way === "next") - (a.way === "next")).values();
  const work = async () => {
    for (const project of queue) rows.set(project.name, await rowOf(project, tarball, tsc));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const table = [["", ...COLUMNS], ...chosen.map(({ name }) => [name, ...rows.get(name)])];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  console.log(
    table.map((row) => row.map((text, column) => text.padEnd(widths[column])).join("  ")).join("\n"),
  );
} finally {
  await rm(scratch, { recursive: true, force: true });
}
for (const failure of failures) console.log(`FAIL ${failure}`);
console.log(`projects: ${chosen.length} tried, ${failures.length} cells failed`);
process.exit(failures.length === 0 && chosen.length > 0 ? 0 : 1);
