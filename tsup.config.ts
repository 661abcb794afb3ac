import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import type { BuildOptions } from "esbuild";
import type { Options } from "tsup";
import manifest from "./package.json" with { type: "json" };
import { writeAscii } from "./src/build/ascii.js";
import { writeCommonJs } from "./src/build/common-js.js";
import { buildOnCore, sourcesOf, throughCore } from "./src/build/core.js";
import { inspectorAsText, packagesInInspector } from "./src/build/inspector.js";
import { writeJsonSchemas } from "./src/build/json-schemas.js";
import { writeNotices } from "./src/build/notices.js";
import { phonePlansOnly } from "./src/build/phone-plans.js";
import { trimSourceMaps } from "./src/build/source-maps.js";
import { writeGuides } from "./src/build/write-guides.js";

/** The libraries that are bundled into `dist`, so that installing privy-orders adds one package. */
const bundled = [
  // Not "zod/v4" itself: `./zod` takes that from its user.
  "zod/v4/core",
  "zod/mini",
  "libphonenumber-js",
  "p-retry",
  "is-network-error",
  "lossless-json",
  "@streamparser/json",
  "csv-parse",
  "jose",
];
/** Packages whose types stand in the declarations. */
const inlinedTypes = ["@standard-schema/spec"];

/** One build for all runtimes: a library's ES modules, by the conditions that all of them know. */
const resolution = { mainFields: ["module", "main"], conditions: ["import", "default"] };
const neutral: BuildOptions = {
  platform: "neutral",
  target: "es2022",
  ...resolution,
  plugins: [phonePlansOnly],
};

/** The file in `dist` of each entry point, as package.json names it, and its source. */
const entries = Object.fromEntries(
  Object.entries(manifest.exports).flatMap(([subpath, target]) =>
    typeof target === "string"
      ? []
      : [[basename(target.import.default, ".js"), `src${subpath.slice(1)}/index.ts`]],
  ),
);

/** `.` is `index`, which only lists names, and `core`, which holds what they are and which every other entry imports. */
const scripts = async (): Promise<Options> => {
  const { index = "", ...others } = entries;
  const core = await sourcesOf(index, neutral);
  return {
    entry: others,
    format: ["esm"],
    target: "es2022",
    platform: "neutral",
    splitting: true,
    removeNodeProtocol: false,
    sourcemap: true,
    treeshake: false,
    clean: true,
    dts: false,
    noExternal: bundled.map((name) => new RegExp(`^${name}(/|$)`)),
    external: [
      /^zod\/v4$/,
      /^@opentelemetry\/api(\/|$)/,
      /^undici(\/|$)/,
      /^vitest(\/|$)/,
      /^(?:pg-boss|bullmq|ioredis)(\/|$)/,
      /^node:/,
    ],
    esbuildPlugins: [throughCore(core), phonePlansOnly, inspectorAsText],
    esbuildOptions(esbuild) {
      Object.assign(esbuild, resolution);
    },
    async onSuccess() {
      await buildOnCore({ index }, core, neutral);
      await writeCommonJs();
      await writeAscii();
      await trimSourceMaps();
      await writeNotices([...inlinedTypes, ...(await packagesInInspector())]);
      await writeJsonSchemas();
      await writeGuides();
    },
  };
};

/** The declarations, for ESM and for CommonJS. */
const types: Options = {
  entry: entries,
  format: ["esm", "cjs"],
  clean: false,
  dts: { only: true, resolve: inlinedTypes },
};

/**
 * The command line, built after the library and apart from it: one file for Node alone that holds everything it needs, so
 * that nothing of its own libraries can reach the library's files.
 */
const commandLine: Options = {
  entry: { cli: "src/cli/main.ts" },
  format: ["esm"],
  target: "node20",
  platform: "node",
  splitting: false,
  removeNodeProtocol: false,
  sourcemap: true,
  clean: false,
  dts: false,
  noExternal: [/^(?!node:)/],
  esbuildPlugins: [phonePlansOnly, inspectorAsText],
  // Its libraries are CommonJS and require Node's own modules.
  banner: {
    js: '#!/usr/bin/env node\nimport { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
  },
  async onSuccess() {
    // The map of the command line does not ship, so the file must not name it.
    const text = await readFile("dist/cli.js", "utf8");
    await writeFile("dist/cli.js", text.replace(/\n\/\/# sourceMappingURL=cli\.js\.map\s*$/, "\n"));
    await writeAscii();
    await writeNotices([...inlinedTypes, ...(await packagesInInspector())]);
  },
};

/** `npm run build` builds one part after the other: `tsup --env.PART scripts`, then `types`, then `cli`. */
const config = async ({ env }: Options): Promise<Options> => {
  if (env?.PART === "types") return types;
  return env?.PART === "cli" ? commandLine : scripts();
};

export default config;
