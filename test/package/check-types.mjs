// The published types, compiled by several TypeScripts as a strict consumer would: packs the package, installs the tarball
// in scratch projects, and never skips the check of its declarations. `npm run check:types [word …]`
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { consumer, sortMessages } from "./consumer.mjs";
import { npm, pack } from "./pack.mjs";

const COMPILE_TIMEOUT_MS = 600_000;

const manifest = JSON.parse(await readFile("package.json", "utf8"));
const { typescript, runners } = JSON.parse(await readFile("test/runtime/matrix.json", "utf8"));
const jest = runners.find(({ name }) => name === "Jest").version;
const wanted = process.argv.slice(2);
const every = Object.keys(manifest.exports).filter((key) => !key.endsWith(".json"));
// The others name types of msw, Vitest or OpenTelemetry.
const withoutPeers = [
  ".",
  "./schemas",
  "./import",
  "./import/node",
  "./sequenzy",
  "./platforms",
  "./webhooks",
  "./queue",
  "./sqlite",
  "./cloudflare",
  "./logging",
  "./undici",
  "./testing/jest",
];
// Neither es2022 nor dom declares Symbol.dispose, which some of the declarations name.
const ENVIRONMENTS = {
  "es2022 and dom, no @types": { lib: ["es2022", "dom"], types: [] },
  "es2022 and @types/node": { lib: ["es2022"], types: ["node"] },
  "es2022, @types/node and @types/jest": { lib: ["es2022"], types: ["node", "jest"] },
};

const install = async (cwd, packages) => {
  await mkdir(cwd);
  await writeFile(
    join(cwd, "package.json"),
    JSON.stringify({ name: "scratch", private: true, type: "module" }),
  );
  npm(
    ["install", ...packages, "--omit=peer", "--no-audit", "--no-fund", "--silent", "--prefer-offline"],
    cwd,
  );
};

/** Runs a compiler to its end, but not for longer than it may take. */
const compile = (compiler, cwd, config) =>
  new Promise((settle) => {
    const child = spawn(process.execPath, [compiler, "-p", config, "--pretty", "false"], {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    child.stdout.on("data", (data) => (out += data));
    child.stderr.on("data", (data) => (out += data));
    const timer = setTimeout(() => {
      out += `no end within ${COMPILE_TIMEOUT_MS} ms`;
      child.kill("SIGKILL");
    }, COMPILE_TIMEOUT_MS);
    child.on("error", (error) => settle({ code: -1, out: String(error) }));
    child.on("close", (code) => {
      clearTimeout(timer);
      settle({ code, out });
    });
  });

const scratch = await mkdtemp(join(tmpdir(), "privy-orders-types-"));
let passed = 0;
let failed = 0;
try {
  const { tarball } = await pack(scratch);
  const { devDependencies: dev } = manifest;
  const node = `@types/node@${dev["@types/node"]}`;
  const peers = ["msw", "undici", "@opentelemetry/api", "zod"].map((name) => `${name}@${dev[name]}`);
  const jestTypes = [`@types/jest@${typescript.jestTypes}`, `@jest/globals@${jest}`];
  await install(join(scratch, "bare"), [tarball, node, ...jestTypes]);
  await install(join(scratch, "full"), [tarball, node, ...peers, `vitest@${dev.vitest}`]);
  // Without @types/node even in the folder, because the types of Vitest and msw reach for it, whatever the option types says.
  await install(join(scratch, "plain"), [tarball, ...peers]);
  await rm(join(scratch, "plain", "node_modules", "@types", "node"), { recursive: true, force: true });

  const compilers = [];
  for (const version of typescript.versions) {
    const home = join(scratch, `typescript-${version}`);
    try {
      await install(home, [`typescript@${version}`]);
      const { bin } = JSON.parse(await readFile(join(home, "node_modules/typescript/package.json"), "utf8"));
      compilers.push({ name: `TypeScript ${version}`, tsc: join(home, "node_modules/typescript", bin.tsc) });
    } catch (error) {
      failed += 1;
      console.log(`FAIL TypeScript ${version} could not be installed: ${error.stderr || error.message}`);
    }
  }

  const projects = [
    { project: "full", title: "all peers", environment: "es2022 and @types/node", subpaths: every },
    {
      project: "plain",
      title: "all peers but Vitest",
      environment: "es2022 and dom, no @types",
      subpaths: every.filter((subpath) => subpath !== "./testing/vitest"),
    },
    { project: "bare", title: "no peers", environment: "es2022 and dom, no @types", subpaths: withoutPeers },
    {
      project: "bare",
      title: "no peers",
      environment: "es2022, @types/node and @types/jest",
      subpaths: withoutPeers,
    },
  ];
  const runs = [];
  for (const { name, tsc } of compilers) {
    for (const { project, title: peers, environment, subpaths } of projects) {
      for (const [resolution, module] of Object.entries(typescript.moduleResolution)) {
        const title = `${name}, ${resolution}, ${environment}, ${peers}: ${subpaths.length} subpaths`;
        if (!wanted.every((word) => title.includes(word))) continue;
        runs.push({ title, tsc, project, subpaths, resolution, module, ...ENVIRONMENTS[environment] });
      }
    }
  }
  const runOne = async ({ title, tsc, project, subpaths, resolution, module, lib, types }, index) => {
    const cwd = join(scratch, project);
    for (const [format, extension] of [
      ["esm", "mts"],
      ["cjs", "cts"],
    ]) {
      await writeFile(join(cwd, `${format}-${index}.${extension}`), consumer(subpaths, format, types));
    }
    const config = `tsconfig-${index}.json`;
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
      target: "es2022",
      module,
      moduleResolution: resolution,
      lib,
      types,
    };
    await writeFile(
      join(cwd, config),
      JSON.stringify({ compilerOptions, files: [`esm-${index}.mts`, `cjs-${index}.cts`] }),
    );
    const { code, out } = await compile(tsc, cwd, config);
    const { ours, foreign, packages } = sortMessages(out);
    const clean = ours.length === 0 && (code === 0 || foreign.length > 0);
    if (clean) {
      passed += 1;
      const aside = foreign.length === 0 ? "" : ` (${foreign.length} errors inside ${packages.join(", ")})`;
      console.log(`ok   ${title}${aside}`);
      return;
    }
    failed += 1;
    console.log(`FAIL ${title}\n     ${(ours.length > 0 ? ours.slice(0, 12) : [out]).join("\n     ")}`);
  };
  // Two at a time: a compiler keeps about one core busy.
  const queue = runs.entries();
  const work = async () => {
    for (const [index, run] of queue) await runOne(run, index);
  };
  await Promise.all([work(), work()]);
} finally {
  await rm(scratch, { recursive: true, force: true });
}
console.log(`types: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
