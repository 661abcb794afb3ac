// One table: projects of every kind in which the packed package is installed, loaded, used and compiled, each as its
// users would. `npm run check:projects [word …]` tries those whose name has one of the words. projects.json lists them; the
// runtimes are those of `npm run check:runtimes`, and a redis-server takes what the queues on BullMQ keep.
import { cp, mkdir, mkdtemp, readFile, rm, symlink, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { consumer, sortMessages } from "../package/consumer.mjs";
import { pack } from "../package/pack.mjs";
import { installRuntimes, runtimes } from "../runtime/installed.mjs";
import { runProgram } from "../support/run-program.mjs";
import { startRedis } from "../support/services.ts";
import { readEntries } from "./entries.mjs";
import { judgeLoads, judgeOrder, judgeQueue } from "./judge.mjs";
import { outcomes } from "./queue-proof.mjs";
import { ways } from "./ways.mjs";

const here = resolve("test/projects");
const INSTALL_TIMEOUT_MS = 300_000;
const RUN_TIMEOUT_MS = 300_000;
/** Two at a time: installing waits for the disk and the network, the rest keeps a core busy. */
const AT_ONCE = 2;
const COLUMNS = ["installs", "loads", "sends an order", "queue on BullMQ", "strict types"];

const { projects, typescript, nodeTypes, bullmq } = JSON.parse(
  await readFile(join(here, "projects.json"), "utf8"),
);
const wanted = process.argv.slice(2);
const chosen = projects.filter(
  ({ name }) => wanted.length === 0 || wanted.some((word) => name.toLowerCase().includes(word.toLowerCase())),
);
const scratch = await mkdtemp(join(tmpdir(), "privy-orders-projects-"));
const redis = await startRedis();

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
      REDIS_PORT: String(redis?.port),
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

const folderOf = (name) => join(scratch, name.replace(/[^\w.]+/g, "-"));

/** Adds BullMQ to a project, or takes it away again: not by npm, which would install all anew. */
const linkBullMq = (cwd) =>
  Promise.all(
    Object.keys(bullmq).map((name) =>
      symlink(join(folderOf("bullmq"), "node_modules", name), join(cwd, "node_modules", name)),
    ),
  );
const unlinkBullMq = (cwd) =>
  Promise.all(
    Object.keys(bullmq).map((name) => unlink(join(cwd, "node_modules", name)).catch(() => undefined)),
  );

/** Runs the steps of a project; gives the proofs that they leave. */
const tryOut = async (project, cwd) => {
  const entries = entriesFor(project).map(({ name }) => name);
  const { files, steps, shared = [] } = ways[project.way](project, entries);
  for (const file of ["attempt.cjs", ...shared]) await cp(join(here, file), join(cwd, file));
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, file)), { recursive: true });
    await writeFile(join(cwd, file), text.replaceAll("ENTRIES", JSON.stringify(entries)));
  }
  const PROOF = join(cwd, "proof.json");
  const KEEPS_RESPONSES = String(project.keepsResponses === true);
  const proofs = [];
  for (const { run: args, link, queue } of steps) {
    // What a queue keeps is seen where there is a Redis: `.ci/programs` installs it.
    if (redis === undefined && queue === outcomes.stored) continue;
    if (link === true) {
      await linkBullMq(cwd);
      continue;
    }
    await rm(PROOF, { force: true });
    const { code, out } = await run(binaryOf(project.runtime), args, cwd, { PROOF, KEEPS_RESPONSES });
    if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}\n${out}`);
    if (queue === undefined) continue;
    const proof = await readFile(PROOF, "utf8").catch(() => undefined);
    if (proof === undefined) throw new Error(`${args.join(" ")} left no proof\n${out}`);
    proofs.push({ ...JSON.parse(proof), expected: queue });
  }
  return proofs;
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
    const failure = `FAIL ${project.name}, ${column}: ${error.message ?? error}`.slice(0, 4_000);
    // Now as well: a run may be ended before its table is printed.
    console.log(failure);
    failures.push(failure);
    return "FAIL";
  }
};

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(0)} s`;

/** The rows of the projects that share a folder, in which all their packages are installed at once. */
const rowsOf = async ([name, group], tarball, tsc) => {
  const cwd = folderOf(name);
  const started = Date.now();
  const packages = Object.assign({}, ...group.map((project) => project.packages));
  const all = { name, runtime: "node20", way: "node", packages };
  const installs = await cell(all, COLUMNS[0], async () => {
    await install(cwd, { "privy-orders": `file:${tarball}`, "@types/node": nodeTypes, ...packages });
    return "yes";
  });
  if (installs === "FAIL") return group.map((project) => [project.name, installs, "", "", "", ""]);
  const types = await cell(all, COLUMNS[4], () => compile(all, cwd, tsc));
  console.log(`     ${name}, installed and compiled: ${seconds(started)}`);
  const rows = [];
  for (const project of group) {
    const begun = Date.now();
    let proofs;
    const loads = await cell(project, COLUMNS[1], async () => {
      proofs = await tryOut(project, cwd);
      return judgeLoads(proofs);
    });
    await unlinkBullMq(cwd);
    const judged = async (column, judge) =>
      proofs === undefined ? "" : cell(project, column, () => judge(proofs));
    const order = await judged(COLUMNS[2], judgeOrder);
    rows.push([project.name, installs, loads, order, await judged(COLUMNS[3], judgeQueue), types]);
    console.log(`     ${rows.at(-1).join(" | ")}: ${seconds(begun)}`);
  }
  await rm(cwd, { recursive: true, force: true });
  return rows;
};

try {
  const { tarball } = await pack(scratch);
  await install(folderOf("bullmq"), bullmq);
  await install(folderOf("typescript"), { typescript });
  const home = join(folderOf("typescript"), "node_modules", "typescript");
  const { bin } = JSON.parse(await readFile(join(home, "package.json"), "utf8"));
  const tsc = join(home, bin.tsc);
  const folders = new Map();
  for (const project of chosen) {
    const name = project.folder ?? project.name;
    folders.set(name, [...(folders.get(name) ?? []), project]);
  }
  const isLong = ([, group]) => group.some(({ way }) => way === "next");
  // The longest first, so that nothing is waited for by one at the end.
  const waiting = [...folders].toSorted((a, b) => isLong(b) - isLong(a)).values();
  const rows = new Map();
  const work = async () => {
    for (const folder of waiting)
      for (const [name, ...cells] of await rowsOf(folder, tarball, tsc)) rows.set(name, cells);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const table = [["", ...COLUMNS], ...chosen.map(({ name }) => [name, ...rows.get(name)])];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  console.log(
    table.map((row) => row.map((text, column) => text.padEnd(widths[column])).join("  ")).join("\n"),
  );
} finally {
  await redis?.stop();
  await rm(scratch, { recursive: true, force: true });
}
for (const failure of failures) console.log(failure);
if (redis === undefined) console.log("no redis-server is installed: no queue kept an order");
console.log(`projects: ${chosen.length} tried, ${failures.length} cells failed`);
process.exit(failures.length === 0 && chosen.length > 0 ? 0 : 1);
