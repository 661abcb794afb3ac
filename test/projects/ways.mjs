// The ways in which a project runs its attempt: which files it has, and the steps that try them.
import { bundled, bundleWay } from "./bundlers.mjs";
import { nextApp } from "./next-app.mjs";
import { outcomes, queueProof } from "./queue-proof.mjs";
import { sends } from "./sends.mjs";

const queue = `queue: async () => {
  const { createBullMqQueue } = await load("privy-orders/bullmq");
  const libraries = {};
  ${queueProof}
}`;
const attemptWith = (send, matchers = "") => `attempt({ entries: ENTRIES, load, send: async () => {
  const testing = await load("privy-orders/testing");
  const matchers = ${JSON.stringify(matchers)};
  ${send}
}, ${queue} })`;
const esm = "const load = (name) => import(name);\n";
const cjs = "const load = (name) => require(name);\n";
const imported = 'import attempts from "./attempt.cjs"; const { attempt, order, sendOrder } = attempts;\n';
const required = 'const { attempt, order, sendOrder } = require("./attempt.cjs");\n';

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
const { attempt, order } = require("./attempt.cjs");

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
  }, queue: async () => {
    const { createBullMqQueue } = require("privy-orders/bullmq");
    const libraries = {};
    ${queueProof}
  } }));
`;

/** Tries without BullMQ, and where the project says so again with it, which nothing but a link adds. */
const triedBy = (commands, { withBullMq = false } = {}) => [
  ...commands.map((run) => ({ run, queue: outcomes.missing })),
  ...(withBullMq ? [{ link: true }, ...commands.map((run) => ({ run, queue: outcomes.stored }))] : []),
];

/**
 * By way: the files of the project, and its steps. A step with `queue` leaves a proof of its own, in which that became of the
 * queue; `link` adds BullMQ.
 */
export const ways = {
  node: ({ send = "client", ...project }) => ({
    files: {
      "try.mjs": `${imported}${esm}await ${attemptWith(sends[send])};`,
      "try.cjs": `${required}${cjs}${attemptWith(sends[send])};`,
      ...Object.fromEntries(withDom(project)),
    },
    steps: triedBy([["try.mjs"], ["try.cjs"], ...withDom(project).map(([file]) => [file])], project),
  }),
  vitest: (project) => ({
    files: {
      "vitest.config.mjs": 'export default { test: { include: ["try.test.mjs"] } };',
      "try.test.mjs": `import { expect, test } from "vitest"; ${imported}${esm}
        test("tries", () => ${attemptWith(sends.matchers, "privy-orders/testing/vitest")});`,
    },
    steps: triedBy([["node_modules/vitest/vitest.mjs", "run"]], project),
  }),
  jest: (project) => ({
    files: {
      "jest.config.json": JSON.stringify(jestConfig(project)),
      "try.test.cjs": `${required}${cjs}test("tries", () => ${attemptWith(sends.matchers, "privy-orders/testing/jest")});`,
    },
    steps: triedBy([["node_modules/jest/bin/jest.js", "--runInBand", "try.test.cjs"]], project),
  }),
  nest: (project) => ({
    files: { "jest.config.json": JSON.stringify(jestConfig(project)), "nest.test.ts": nestTest },
    steps: triedBy([["node_modules/jest/bin/jest.js", "--runInBand", "nest.test.ts"]], project),
  }),
  bundle: bundleWay,
  next: (project, entries) => ({
    files: { "tried.mjs": bundled(entries), ...nextApp(project) },
    steps: [
      { run: ["node_modules/next/dist/bin/next", "build"] },
      // What starts the app is killed by `serve.mjs`, which asks its routes and leaves the proof.
      ...triedBy([["serve.mjs"]], { withBullMq: true }),
    ],
    shared: ["serve.mjs"],
  }),
  workerd: (_, entries) => ({
    files: {
      "tried.mjs": bundled(entries),
      "worker.mjs":
        'import { tried } from "./tried.mjs"; export default { fetch: async () => Response.json(await tried()) };',
      "bundle.mjs": `await (await import("esbuild")).build({ entryPoints: ["worker.mjs"], bundle: true, platform: "neutral",
        format: "esm", mainFields: ["module", "main"], conditions: ["import"], outfile: "out/worker.js" });`,
    },
    steps: [{ run: ["bundle.mjs"] }, { run: ["serve-worker.mjs"], queue: outcomes.cannotLoad }],
    shared: ["serve-worker.mjs"],
  }),
  deno: (project) => ({
    files: {
      "try.mjs": `${imported}${esm}await ${attemptWith(sends.client)};`,
      ...Object.fromEntries(withDom(project)),
    },
    steps: triedBy(
      ["try.mjs", ...withDom(project).map(([file]) => file)].map((file) => [
        "run",
        "--cached-only",
        "--allow-env",
        "--allow-read",
        "--allow-write",
        "--allow-net",
        "--allow-sys",
        file,
      ]),
      project,
    ),
  }),
  bun: (project) => ({
    files: {
      "try.mjs": `${imported}${esm}await ${attemptWith(sends.client)};`,
      "try.cjs": `${required}${cjs}${attemptWith(sends.client)};`,
      ...Object.fromEntries(withDom(project)),
    },
    steps: triedBy([["try.mjs"], ["try.cjs"], ...withDom(project).map(([file]) => [file])], project),
  }),
};
