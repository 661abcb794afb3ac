// Tries the packed package in every runtime of matrix.json: `npm run check:runtimes [name …]`.
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { npm, pack } from "../package/pack.mjs";
import { here, installRuntimes, runtimes } from "./installed.mjs";

const require = createRequire(join(here, "package.json"));
const wanted = process.argv.slice(2);
const summary = [];

const matrix = JSON.parse(await readFile(join(here, "matrix.json"), "utf8"));
const nodes = matrix.runtimes.filter((runtime) => runtime.name === "Node.js");
installRuntimes();

/** Runs a program to its end, but no longer than two minutes. */
function run(command, args, options = {}) {
  return new Promise((settle) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    let out = "";
    let errors = "";
    child.stdout.on("data", (data) => (out += data));
    child.stderr.on("data", (data) => (errors += data));
    const timer = setTimeout(() => child.kill("SIGKILL"), 120_000);
    child.on("error", (error) => settle({ code: -1, out, errors: String(error) }));
    child.on("close", (code) => {
      clearTimeout(timer);
      settle({ code, out, errors });
    });
  });
}

const scratch = await mkdtemp(join(tmpdir(), "privy-orders-runtimes-"));
const project = join(scratch, "project");
let server;

/** Notes what a runtime printed: a line of JSON with the suite's results. Its version must be the one that was meant. */
function note(name, meant, { code, out, errors }) {
  const line = out.split("\n").find((text) => text.startsWith("RESULTS "));
  if (line === undefined) {
    summary.push({ name, passed: 0, failed: 1 });
    console.log(`FAIL ${name}: no results (exit code ${code})\n${out}${errors}`);
    return;
  }
  const { version, results } = JSON.parse(line.slice("RESULTS ".length));
  const failed = results.filter(({ error }) => error !== undefined);
  const passed = results.length - failed.length;
  if (results.length === 0) failed.push({ title: "the suite", error: "it has no case" });
  if (version !== meant)
    failed.push({ title: "the version", error: `it is ${version}, and matrix.json says ${meant}` });
  summary.push({ name, passed, failed: failed.length });
  console.log(
    `${failed.length === 0 ? "ok  " : "FAIL"} ${name} (${version}): ${passed} of ${results.length}`,
  );
  for (const { title, error } of failed) console.log(`     ${title}\n     ${error}`);
}

const only = (name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word));

try {
  const { tarball } = await pack(scratch);
  await mkdir(project);
  await writeFile(
    join(project, "package.json"),
    JSON.stringify({ name: "scratch", private: true, type: "module" }),
  );
  // The fake needs msw; the client needs nothing.
  const mswVersion = createRequire(resolve("package.json"))("msw/package.json").version;
  npm(["install", tarball, `msw@${mswVersion}`, "--no-audit", "--no-fund", "--silent"], project);
  for (const file of ["suite.js", "trouble-suite.js", "webhook-suite.js", "server.mjs"])
    await cp(join(here, file), join(project, file));

  server = spawn(process.execPath, ["server.mjs"], {
    cwd: project,
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, CERTIFICATES: resolve("test/fixtures/loopback-tls") },
  });
  const about = await new Promise((settle, fail) => {
    server.stdout.once("data", (data) => settle(JSON.parse(String(data))));
    server.once("exit", (code) => fail(new Error(`the server ended with ${code}`)));
  });
  let firstId = 10;
  const serverFor = () => {
    firstId += 1;
    return JSON.stringify({ ...about, firstId });
  };

  const program = (load, version) => `
    ${load}
    runSuite(privy, SERVER).then((results) => console.log("RESULTS " + JSON.stringify({ version: ${version}, results })));`;
  const esm = (version) =>
    program('import * as privy from "privy-orders"; import { runSuite } from "./suite.js";', version);

  const binary = (id) => join(runtimes, id, "bin", "node");
  const versionOf = (id) => matrix.runtimes.find((runtime) => runtime.id === id).version;
  for (const { id, version } of nodes) {
    if (only(`${id}-esm`)) {
      const file = `esm-${id}.mjs`;
      await writeFile(join(project, file), esm("process.versions.node").replace("SERVER", serverFor()));
      note(`${id}-esm`, version, await run(binary(id), [file], { cwd: project }));
    }
    if (only(`${id}-cjs`)) {
      const file = `cjs-${id}.cjs`;
      const text = program(
        'const privy = require("privy-orders"); import("./suite.js").then(({ runSuite }) => {',
        "process.versions.node",
      );
      await writeFile(join(project, file), `${text.replace("SERVER", serverFor())} });`);
      note(`${id}-cjs`, version, await run(binary(id), [file], { cwd: project }));
    }
  }

  for (const { runtime: id, version: release } of matrix.undici) {
    const name = `${id}-undici${release.split(".")[0]}`;
    if (!only(name)) continue;
    npm(["install", `undici@${release}`, "--no-save", "--no-audit", "--no-fund", "--silent"], project);
    const file = `${name}.mjs`;
    await writeFile(
      join(project, file),
      `import * as privy from "privy-orders"; import { createUndiciFetch } from "privy-orders/undici"; import { createRequire } from "node:module";
       import { runSuite } from "./suite.js";
       const undici = createUndiciFetch();
       const { version } = createRequire(import.meta.url)("undici/package.json");
       const results = await runSuite(privy, ${serverFor()}, { fetch: undici });
       await undici.close();
       console.log("RESULTS " + JSON.stringify({ version: process.versions.node + ", undici " + version, results }));`,
    );
    note(name, `${versionOf(id)}, undici ${release}`, await run(binary(id), [file], { cwd: project }));
  }

  if (only("deno")) {
    await writeFile(join(project, "deno.mjs"), esm("Deno.version.deno").replace("SERVER", serverFor()));
    const deno = join(runtimes, "@deno", "linux-x64-glibc", "deno");
    const env = { ...process.env, DENO_NO_UPDATE_CHECK: "1", DENO_DIR: join(scratch, "deno") };
    note(
      "deno",
      versionOf("deno"),
      await run(
        deno,
        ["run", "--cached-only", `--allow-net=127.0.0.1,${new URL(about.troubles.dns).hostname}`, "deno.mjs"],
        { cwd: project, env },
      ),
    );
  }

  if (only("bun")) {
    await writeFile(join(project, "bun.mjs"), esm("Bun.version").replace("SERVER", serverFor()));
    note(
      "bun",
      versionOf("bun"),
      await run(join(runtimes, "@oven", "bun-linux-x64", "bin", "bun"), ["bun.mjs"], { cwd: project }),
    );
  }

  const bundle = async (source, format) => {
    const { outputFiles } = await build({
      stdin: { contents: source, resolveDir: project, loader: "js" },
      bundle: true,
      write: false,
      format,
      platform: "neutral",
      target: "es2022",
      mainFields: ["module", "main"],
      conditions: ["import"],
    });
    return outputFiles[0].text;
  };

  if (only("workerd")) {
    const source = `
      import * as privy from "privy-orders";
      import { runSuite } from "./suite.js";
      export default { async fetch() {
        const results = await runSuite(privy, ${serverFor()});
        return new Response("RESULTS " + JSON.stringify({ version: "WORKERD-RELEASE", results }));
      } };`;
    const workerd = join(runtimes, "@cloudflare", "workerd-linux-64", "bin", "workerd");
    const version = require("@cloudflare/workerd-linux-64/package.json").version;
    await writeFile(
      join(scratch, "worker.js"),
      (await bundle(source, "esm")).replace("WORKERD-RELEASE", version),
    );
    await writeFile(
      join(scratch, "config.capnp"),
      `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (modules = [(name = "worker.js", esModule = embed "worker.js")], compatibilityDate = "2025-01-01")),
    (name = "internet", network = (allow = ["private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`,
    );
    const child = spawn(workerd, ["serve", "config.capnp", "--control-fd=3"], {
      cwd: scratch,
      stdio: ["ignore", "inherit", "pipe", "pipe"],
    });
    let errors = "";
    child.stderr.on("data", (data) => (errors += data));
    try {
      const port = await new Promise((settle, fail) => {
        child.stdio[3].once("data", (data) => settle(JSON.parse(String(data).split("\n")[0]).port));
        child.once("exit", (code) => fail(new Error(`workerd ended with ${code}: ${errors}`)));
      });
      const response = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(120_000) });
      note("workerd", versionOf("workerd"), { code: 0, out: await response.text(), errors });
    } catch (error) {
      note("workerd", versionOf("workerd"), { code: -1, out: "", errors: `${error}\n${errors}` });
    } finally {
      child.kill();
    }
  }

  if (only("edge-runtime")) {
    const version = require("edge-runtime/package.json").version;
    const source = `
      import * as privy from "privy-orders";
      import { runSuite } from "./suite.js";
      addEventListener("fetch", (event) => event.respondWith(runSuite(privy, ${serverFor()}).then(
        (results) => new Response("RESULTS " + JSON.stringify({ version: "${version}", results })))));`;
    const { EdgeRuntime } = require("edge-runtime");
    const runtime = new EdgeRuntime({ initialCode: await bundle(source, "iife") });
    const response = await runtime.dispatchFetch("http://edge.example/");
    note("edge-runtime", versionOf("edge-runtime"), { code: 0, out: await response.text(), errors: "" });
  }
} finally {
  server?.stdin.end();
  server?.kill();
  await rm(scratch, { recursive: true, force: true });
}

const passed = summary.reduce((sum, entry) => sum + entry.passed, 0);
const failed = summary.reduce((sum, entry) => sum + entry.failed, 0);
console.log(`runtimes: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
