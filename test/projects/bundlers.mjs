// Programs that a bundler makes into one file: the project's code, its settings for each bundler, and what is tried of it.
import { outcomes, queueProof } from "./queue-proof.mjs";

const order = `{ order_id: 1001, total: 95, currency: "USD", order_date: "2026-01-01T00:00:00Z", email: "kim@example.com" }`;

/** A module in which every entry point is named, as a bundler has to see it; in CommonJS when it is asked for. */
export const bundled = (entries, format = "esm") => `
  ${entries
    .map((name, index) =>
      format === "esm"
        ? `import * as m${index} from ${JSON.stringify(name)};`
        : `const m${index} = require(${JSON.stringify(name)});`,
    )
    .join("\n")}
  const modules = [${entries.map((_, index) => `m${index}`).join(", ")}];
  const names = ${JSON.stringify(entries)};
  const { createFakePrivy } = modules[names.indexOf("privy-orders/testing")];
  const { createBullMqQueue } = modules[names.indexOf("privy-orders/bullmq")];
  const order = ${order};
  const libraries = {};
  async function tryQueue() { ${queueProof} }
  async function tried() {
    const privy = createFakePrivy();
    const { outcome } = await privy.client().orders.upsert(order);
    privy.expect.order(1001).toHaveBeenReceived({ times: 1 });
    const loads = Object.fromEntries(names.map((name, index) =>
      [name, Object.keys(modules[index]).length > 0 ? "" : "it exports nothing"]));
    return { loads, order: outcome === "created" ? "sent" : outcome, queue: await tryQueue() };
  }
  ${format === "esm" ? "export { tried };" : "module.exports = { tried };"}`;

const leave = "writeFileSync(process.env.PROOF, JSON.stringify(proof));";
const programs = (entries) => ({
  "tried.mjs": bundled(entries),
  "tried.cjs": bundled(entries, "cjs"),
  "main.mjs": `import { writeFileSync } from "node:fs"; import { tried } from "./tried.mjs";
    tried().then((proof) => { ${leave} });`,
  "main.cjs": `const { writeFileSync } = require("node:fs"); const { tried } = require("./tried.cjs");
    tried().then((proof) => { ${leave} });`,
  // It is given BullMQ, and so holds it.
  "whole.mjs": `import { writeFileSync } from "node:fs"; import * as bullmq from "bullmq"; import { Redis } from "ioredis";
    import { createBullMqQueue } from "privy-orders/bullmq";
    const order = ${order};
    const client = new Redis({ host: "127.0.0.1", port: Number(process.env.REDIS_PORT), maxRetriesPerRequest: null });
    const libraries = { bullmq, connection: client };
    async function tryQueue() { ${queueProof} }
    tryQueue().then((queue) => {
      const proof = { queue };
      ${leave}
      client.disconnect();
    });`,
});

/** `bundle.mjs <entry> <file>`: the file's extension gives its format. A warning is a failure. */
const settings = {
  esbuild: `const { warnings } = await (await import("esbuild")).build({ entryPoints: [entry], bundle: true, platform: "node",
    format: isCommonJs ? "cjs" : "esm", outfile: file });
    if (warnings.length > 0) process.exit(1);`,
  rollup: `const { rollup } = await import("rollup"); const { nodeResolve } = await import("@rollup/plugin-node-resolve");
    const bundle = await rollup({ input: entry, plugins: [nodeResolve({ preferBuiltins: true })], external: /^node:/,
      onwarn: (warning) => { throw new Error(warning.message); } });
    await bundle.write({ dir: dirname(file), format: isCommonJs ? "cjs" : "esm", entryFileNames: basename(file) });`,
  webpack: `const { default: webpack } = await import("webpack");
    await new Promise((settle, fail) => webpack({ mode: "production", target: "node20", entry: "./" + entry,
      experiments: { outputModule: !isCommonJs }, optimization: { minimize: entry === "main.mjs" },
      output: { path: resolve(dirname(file)), filename: basename(file), library: { type: isCommonJs ? "commonjs2" : "module" },
        chunkFormat: isCommonJs ? "commonjs" : "module" } },
      (error, stats) => {
        const { errors = [], warnings = [] } = stats?.toJson({ all: false, errors: true, warnings: true }) ?? {};
        // BullMQ names packages that it can do without.
        const ours = warnings.filter(({ moduleIdentifier }) => !/node_modules.(?:bullmq|debug)./.test(moduleIdentifier));
        const problem = error ?? (errors.length + ours.length > 0 ? new Error(stats.toString()) : undefined);
        return problem ? fail(problem) : settle();
      }));`,
  vite: `await (await import("vite")).build({ logLevel: "warn", ssr: { noExternal: true }, build: { ssr: entry,
    outDir: dirname(file), emptyOutDir: true,
    rollupOptions: { output: { format: isCommonJs ? "cjs" : "es", entryFileNames: basename(file) } } } });`,
};

/** The formats in which each bundler is tried, and that of the one file which holds BullMQ. */
const tries = {
  esbuild: { mains: ["main.mjs", "main.cjs"], whole: "whole.cjs" },
  rollup: { mains: ["main.mjs"] },
  webpack: { mains: ["main.mjs", "main.cjs"], whole: "whole.mjs" },
  vite: { mains: ["main.mjs"], whole: "whole.mjs" },
};

export function bundleWay({ bundler }, entries) {
  const { mains, whole } = tries[bundler];
  const out = (file) => `out-${bundler}/${file}`;
  // Nothing is installed beside it.
  const alone = `../alone-${bundler}/${whole}`;
  return {
    files: {
      ...programs(entries),
      "bundle.mjs": `import { basename, dirname, resolve } from "node:path";
        const [entry, file] = process.argv.slice(2);
        const isCommonJs = file.endsWith(".cjs");
        ${settings[bundler]}`,
    },
    steps: [
      ...mains.flatMap((file) => [
        { run: ["bundle.mjs", file, out(file)] },
        { run: [out(file)], queue: outcomes.missing },
      ]),
      { link: true },
      ...mains.map((file) => ({ run: [out(file)], queue: outcomes.stored })),
      ...(whole === undefined
        ? []
        : [{ run: ["bundle.mjs", "whole.mjs", alone] }, { run: [alone], queue: outcomes.stored }]),
    ],
  };
}
