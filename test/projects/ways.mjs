// The ways in which a project runs its attempt: which files it has, and which command tries them.
import { nextApp } from "./next-app.mjs";
import { sends } from "./sends.mjs";

const attemptWith = (send, matchers = "") => `attempt({ entries: ENTRIES, load, send: async () => {
  const testing = await load("privy-orders/testing");
  const matchers = ${JSON.stringify(matchers)};
  ${send}
} })`;
const esm = "const load = (name) => import(name);\n";
const cjs = "const load = (name) => require(name);\n";
const imported = 'import attempts from "./attempt.cjs"; const { attempt, sendOrder } = attempts;\n';
const required = 'const { attempt, sendOrder } = require("./attempt.cjs");\n';

/** As the environment of a test runner gives it to a test. */
const doms = {
  jsdom: 'new (await load("jsdom")).JSDOM("", { url: "http://localhost/" }).window',
  "happy-dom": 'new (await load("happy-dom")).Window({ url: "http://localhost/" })',
};
/** A program that runs beside the globals of a page, of each kind that the project has. */
const withDom = ({ doms: kinds = [] }) =>
  kinds.map((kind) => [
    `${kind}.mjs`,
    `${imported}${esm}
    const window = ${doms[kind]};
    for (const [name, value] of Object.entries({ window, document: window.document, navigator: window.navigator }))
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    await ${attemptWith(sends.simulatedPage)};
    process.exit();`,
  ]);

/** A program in which every entry point is imported by name, as a bundler has to see it. */
const bundled = (entries) => `
  ${entries.map((name, index) => `import * as m${index} from ${JSON.stringify(name)};`).join("\n")}
  import { createFakePrivy } from "privy-orders/testing";
  const order = { order_id: 1001, total: 95, currency: "USD", order_date: "2026-01-01T00:00:00Z", email: "kim@example.com" };
  export async function tried() {
    const privy = createFakePrivy();
    const { outcome } = await privy.client().orders.upsert(order);
    privy.expect.order(1001).toHaveBeenReceived({ times: 1 });
    const modules = [${entries.map((_, index) => `m${index}`).join(", ")}];
    const loads = Object.fromEntries(${JSON.stringify(entries)}.map((name, index) =>
      [name, Object.keys(modules[index]).length > 0 ? "" : "it exports nothing"]));
    return { loads, order: outcome === "created" ? "sent" : outcome };
  }`;
const main = `import { writeFileSync } from "node:fs"; import { tried } from "./tried.js";
  writeFileSync(process.env.PROOF, JSON.stringify(await tried()));`;

const jestConfig = ({ environment = "node", transform }) => ({
  testEnvironment: environment,
  testMatch: ["**/*.test.cjs", "**/*.test.ts"],
  ...(transform === "ts-jest" && {
    transform: {
      "\\.ts$": ["ts-jest", { tsconfig: { experimentalDecorators: true, emitDecoratorMetadata: true } }],
    },
  }),
  ...(transform === "@swc/jest" && {
    transform: {
      "\\.ts$": [
        "@swc/jest",
        {
          jsc: {
            parser: { syntax: "typescript", decorators: true },
            transform: { legacyDecorator: true, decoratorMetadata: true },
          },
          module: { type: "commonjs" },
        },
      ],
    },
  }),
});

const nestTest = `
import "reflect-metadata";
import { Injectable } from "@nestjs/common";
import { PrivyClient } from "privy-orders";
import { createFakePrivy } from "privy-orders/testing";
import { privyMatchers } from "privy-orders/testing/jest";
const { attempt } = require("./attempt.cjs");

@Injectable()
class OrdersService {
  constructor(private readonly privy: PrivyClient) {}
  report(id: number) {
    return this.privy.orders.upsert({ order_id: id, total: 95, currency: "USD", order_date: new Date(0), email: "kim@example.com" });
  }
}
expect.extend(privyMatchers);
test("an injected client sends an order", () =>
  attempt({ entries: ENTRIES, load: (name: string) => require(name), send: async () => {
    const injected: unknown[] = Reflect.getMetadata("design:paramtypes", OrdersService);
    expect(injected).toEqual([PrivyClient]);
    const privy = createFakePrivy();
    const { outcome } = await new OrdersService(privy.client()).report(1001);
    expect(outcome).toBe("created");
    expect(privy).toHaveReceivedOrder(1001);
  } }));
`;

const bundlers = {
  esbuild: `await (await import("esbuild")).build({ entryPoints: ["main.mjs"], bundle: true, platform: "node", format: "esm",
    outfile: "out/main.mjs" });`,
  rollup: `const { rollup } = await import("rollup"); const { nodeResolve } = await import("@rollup/plugin-node-resolve");
    const bundle = await rollup({ input: "main.mjs", plugins: [nodeResolve({ preferBuiltins: true })], external: /^node:/,
      onwarn: (warning) => { throw new Error(warning.message); } });
    await bundle.write({ dir: "out", format: "esm", entryFileNames: "main.mjs" });`,
  webpack: `const { default: webpack } = await import("webpack");
    await new Promise((settle, fail) => webpack({ mode: "production", target: "node20", entry: "./main.mjs",
      experiments: { outputModule: true },
      output: { path: process.cwd() + "/out", filename: "main.mjs", library: { type: "module" }, chunkFormat: "module" } },
      (error, stats) => {
        const problem = error ?? (stats.hasErrors() || stats.hasWarnings() ? new Error(stats.toString()) : undefined);
        return problem ? fail(problem) : settle();
      }));`,
  vite: `await (await import("vite")).build({ logLevel: "warn", ssr: { noExternal: true },
    build: { ssr: "main.mjs", outDir: "out", rollupOptions: { output: { entryFileNames: "main.mjs" } } } });`,
};

/** By way: the files of the project, and the commands that try it, each of which leaves a proof of its own. */
export const ways = {
  node: ({ send = "client", ...project }) => ({
    files: {
      "try.mjs": `${imported}${esm}await ${attemptWith(sends[send])};`,
      "try.cjs": `${required}${cjs}${attemptWith(sends[send])};`,
      ...Object.fromEntries(withDom(project)),
    },
    commands: [["try.mjs"], ["try.cjs"], ...withDom(project).map(([file]) => [file])],
  }),
  vitest: () => ({
    files: {
      "vitest.config.mjs": 'export default { test: { include: ["try.test.mjs"] } };',
      "try.test.mjs": `import { expect, test } from "vitest"; ${imported}${esm}
        test("tries", () => ${attemptWith(sends.matchers, "privy-orders/testing/vitest")});`,
    },
    commands: [["node_modules/vitest/vitest.mjs", "run"]],
  }),
  jest: (project) => ({
    files: {
      "jest.config.json": JSON.stringify(jestConfig(project)),
      "try.test.cjs": `${required}${cjs}test("tries", () => ${attemptWith(sends.matchers, "privy-orders/testing/jest")});`,
    },
    commands: [["node_modules/jest/bin/jest.js", "--runInBand"]],
  }),
  nest: (project) => ({
    files: { "jest.config.json": JSON.stringify(jestConfig(project)), "try.test.ts": nestTest },
    commands: [["node_modules/jest/bin/jest.js", "--runInBand"]],
  }),
  bundle: ({ bundler }, entries) => ({
    files: { "tried.js": bundled(entries), "main.mjs": main, "bundle.mjs": bundlers[bundler] },
    before: [["bundle.mjs"]],
    commands: [["out/main.mjs"]],
  }),
  next: (project, entries) => ({
    files: { "tried.js": bundled(entries), ...nextApp(project) },
    before: [["node_modules/next/dist/bin/next", "build"]],
    // What starts the app is killed by `serve.mjs`, which asks its routes and leaves the proof.
    commands: [["serve.mjs"]],
    shared: ["serve.mjs"],
  }),
  workerd: (_, entries) => ({
    files: {
      "tried.js": bundled(entries),
      "worker.mjs":
        'import { tried } from "./tried.js"; export default { fetch: async () => Response.json(await tried()) };',
      "bundle.mjs": `await (await import("esbuild")).build({ entryPoints: ["worker.mjs"], bundle: true, platform: "neutral",
        format: "esm", mainFields: ["module", "main"], conditions: ["import"], outfile: "out/worker.js" });`,
    },
    before: [["bundle.mjs"]],
    commands: [["serve-worker.mjs"]],
    shared: ["serve-worker.mjs"],
  }),
  deno: (project) => ({
    files: {
      "try.mjs": `${imported}${esm}await ${attemptWith(sends.client)};`,
      ...Object.fromEntries(withDom(project)),
    },
    commands: ["try.mjs", ...withDom(project).map(([file]) => file)].map((file) => [
      "run",
      "--cached-only",
      "--allow-env",
      "--allow-read",
      "--allow-write",
      "--allow-net",
      "--allow-sys",
      file,
    ]),
  }),
  bun: (project) => ({
    files: {
      "try.mjs": `${imported}${esm}await ${attemptWith(sends.client)};`,
      "try.cjs": `${required}${cjs}${attemptWith(sends.client)};`,
      ...Object.fromEntries(withDom(project)),
    },
    commands: [["try.mjs"], ["try.cjs"], ...withDom(project).map(([file]) => [file])],
  }),
};
