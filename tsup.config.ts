import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import type { BuildOptions } from "esbuild";
import type { Options } from "tsup";
import manifest from "./package.json" with { type: "json" };
import { buildOnCore, sourcesOf, throughCore } from "./src/build/core.js";
import { writeMappingJsonSchema } from "./src/build/mapping-json-schema.js";
import { writeNotices } from "./src/build/notices.js";
import { phonePlansOnly } from "./src/build/phone-plans.js";
import { trimSourceMaps } from "./src/build/source-maps.js";

/** The libraries that are bundled into `dist`, so that installing privy-orders adds one package. */
const bundled = [
  "zod",
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
const library = async (): Promise<Options> => {
  const { index = "", ...others } = entries;
  const core = await sourcesOf(index, neutral);
  return {
    entry: others,
    format: ["esm", "cjs"],
    target: "es2022",
    platform: "neutral",
    splitting: true,
    removeNodeProtocol: false,
    sourcemap: true,
    treeshake: false,
    clean: true,
    dts: { entry: entries, resolve: inlinedTypes },
    noExternal: bundled.map((name) => new RegExp(`^${name}(/|$)`)),
    external: [/^@opentelemetry\/api(\/|$)/, /^undici(\/|$)/, /^vitest(\/|$)/, /^node:/],
    esbuildPlugins: [throughCore(core), phonePlansOnly],
    esbuildOptions(esbuild, { format }) {
      Object.assign(esbuild, resolution);
      // What loads a package on demand goes by the one of the two that its format has.
      esbuild.define = { ...esbuild.define, [format === "esm" ? "require" : "import.meta.url"]: "undefined" };
    },
    async onSuccess() {
      await buildOnCore({ index }, core, neutral);
      await trimSourceMaps();
      await writeNotices(inlinedTypes);
      await writeMappingJsonSchema();
    },
  };
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
  esbuildPlugins: [phonePlansOnly],
  // Its libraries are CommonJS and require Node's own modules.
  banner: {
    js: '#!/usr/bin/env node\nimport { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
  },
  async onSuccess() {
    // The map of the command line does not ship, so the file must not name it.
    const text = await readFile("dist/cli.js", "utf8");
    await writeFile("dist/cli.js", text.replace(/\n\/\/# sourceMappingURL=cli\.js\.map\s*$/, "\n"));
    await writeNotices(inlinedTypes);
  },
};

/** `tsup` builds the library, `tsup --env.PART cli` the command line. */
const config = ({ env }: Options): Options | Promise<Options> =>
  env?.PART === "cli" ? commandLine : library();

export default config;
