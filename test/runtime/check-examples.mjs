// The examples that are projects of their own, as they would be deployed, from the packed package: installs what each one
// names, compiles it, bundles it as its platform does, and sends it real requests beside a fake Privy on loopback.
// `npm run check:examples [word …]`. The runtimes are those of `npm run check:runtimes`.
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import { npm, pack } from "../package/pack.mjs";
import { edgeCases, serveEdge } from "./check-examples-edge.mjs";
import { expressCases, serveExpress } from "./check-examples-express.mjs";
import { medusaCases, nextCases, serveMedusa, serveNext } from "./check-examples-functions.mjs";
import { honoCases, serveHono } from "./check-examples-hono.mjs";
import { serveWorker, workerCases } from "./check-examples-worker.mjs";
import { installRuntimes, runtimes } from "./installed.mjs";

const ARRIVAL_TIMEOUT_MS = 15_000;
/** What only a deployment needs. */
const LEFT_OUT = ["wrangler"];

const wanted = process.argv.slice(2);
let passed = 0;
let failed = 0;

installRuntimes();

async function check(title, body) {
  if (wanted.length > 0 && !wanted.some((word) => title.includes(word))) return;
  try {
    await body();
    passed += 1;
    console.log(`ok   ${title}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${title}\n     ${error?.stdout ?? ""}${error?.stack ?? error}`);
  }
}

/** Waits for something that happens after an answer, but not for ever. */
async function until(what, condition) {
  for (const end = Date.now() + ARRIVAL_TIMEOUT_MS; Date.now() < end; await sleep(20)) {
    if (condition()) return;
  }
  throw new Error(`${what} did not happen within ${ARRIVAL_TIMEOUT_MS} ms`);
}

const scratch = await mkdtemp(join(tmpdir(), "privy-orders-examples-"));

/** Copies an example and installs what it names, the packed package in place of the published one. `omit`: what it needs not. */
async function install(name, tarball, msw, omit) {
  const project = join(scratch, name);
  await cp(resolve("examples", name), project, { recursive: true });
  const file = join(project, "package.json");
  const manifest = JSON.parse(await readFile(file, "utf8"));
  for (const one of LEFT_OUT) delete manifest.devDependencies?.[one];
  manifest.dependencies["privy-orders"] = `file:${tarball}`;
  // The fake, which runs beside the example, needs msw.
  manifest.devDependencies.msw = msw;
  await writeFile(file, JSON.stringify(manifest));
  const flags = ["--no-audit", "--no-fund", "--silent", "--prefer-offline", "--ignore-scripts"];
  npm(["install", ...flags, ...omit.map((kind) => `--omit=${kind}`)], project);
  return project;
}

/**
 * One file of an entry and all that it imports; what needs Node's modules does not get through. `alias`: files in place of
 * packages.
 */
async function bundle(project, entry, format, conditions, alias = {}) {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: project, loader: "ts" },
    bundle: true,
    write: false,
    format,
    platform: "neutral",
    target: "es2022",
    mainFields: ["module", "main"],
    alias,
    conditions,
  });
  return outputFiles[0].text;
}

const examples = [
  { name: "cloudflare-worker", serve: serveWorker, cases: workerCases },
  { name: "vercel-edge", serve: serveEdge, cases: edgeCases },
  { name: "express-storefront", serve: serveExpress, cases: expressCases },
  { name: "hono-worker", serve: serveHono, cases: honoCases },
  { name: "medusa-subscriber", serve: serveMedusa, cases: medusaCases },
  // Of Next.js and Vendure only the types are wanted.
  { name: "next-stripe", serve: serveNext, cases: nextCases, omit: ["peer", "optional"] },
  { name: "vendure-plugin", omit: ["peer", "optional"] },
];

try {
  const { tarball } = await pack(scratch);
  const msw = createRequire(resolve("package.json"))("msw/package.json").version;
  for (const { name, serve, cases, omit = [] } of examples) {
    if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
    const project = await install(name, tarball, msw, omit);
    await check(`${name} compiles`, () => {
      npm(["run", "--silent", "check"], project);
    });
    if (serve === undefined) continue;
    const require = createRequire(join(project, "package.json"));
    const { createFakePrivy, systemClock } = require("privy-orders/testing");
    const { serveFakePrivy } = require("privy-orders/testing/server");
    const privy = createFakePrivy({
      clock: systemClock,
      rateLimit: { perMinute: 100_000, perDay: 1_000_000 },
    });
    const token = privy.tokens.list()[0].token;
    const api = await serveFakePrivy(privy);
    const served = await serve({ project, runtimes, bundle, token, baseUrl: api.baseUrl });
    try {
      for (const [title, body] of Object.entries(cases)) {
        await check(`${name}: ${title}`, () => body({ ...served, privy, token, until }));
        privy.clearFaults();
        served.forget();
      }
    } finally {
      await served.close();
      await api.close();
    }
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}
console.log(`examples: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
