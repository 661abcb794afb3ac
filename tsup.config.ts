import { readdir, readFile, writeFile } from "node:fs/promises";
import type { Options } from "tsup";
import { leanLibraries } from "./src/build/lean-libraries.js";
import { tidyMaps } from "./src/build/tidy-maps.js";

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

/** Writes the licences of everything that really went into `dist`, as its source maps tell it. */
async function writeNotices(): Promise<void> {
  const names = new Set<string>();
  for (const file of await readdir("dist")) {
    if (!file.endsWith(".map")) continue;
    const { sources }: { sources: string[] } = JSON.parse(await readFile(`dist/${file}`, "utf8"));
    for (const source of sources) {
      const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1];
      if (name !== undefined) names.add(name);
    }
  }
  const notices = [...names].sort().map(async (name) => {
    const folder = `node_modules/${name}`;
    const { version, license }: { version: string; license: string } = JSON.parse(
      await readFile(`${folder}/package.json`, "utf8"),
    );
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} is bundled, but has no licence file to pass on`);
    return `${name} ${version} (${license})\n\n${(await readFile(`${folder}/${file}`, "utf8")).trim()}\n`;
  });
  const rule = `\n${"-".repeat(80)}\n\n`;
  const head = "privy-orders contains parts of these packages:\n";
  await writeFile("dist/THIRD-PARTY-NOTICES.txt", [head, ...(await Promise.all(notices))].join(rule));
}

async function finishLibrary(): Promise<void> {
  await tidyMaps();
  await writeNotices();
}

/** The map of the command line does not ship, so the file must not name it. */
async function finishCommandLine(): Promise<void> {
  const text = await readFile("dist/cli.js", "utf8");
  await writeFile("dist/cli.js", text.replace(/\n\/\/# sourceMappingURL=cli\.js\.map\s*$/, "\n"));
  await writeNotices();
}

const library: Options = {
  entry: {
    index: "src/index.ts",
    schemas: "src/schemas/index.ts",
    testing: "src/testing/index.ts",
    sequenzy: "src/sequenzy/index.ts",
    import: "src/import/index.ts",
    "import-node": "src/import/node/index.ts",
    platforms: "src/platforms/index.ts",
    webhooks: "src/webhooks/index.ts",
    "testing-server": "src/testing/server/index.ts",
    "testing-vitest": "src/testing/vitest/index.ts",
    "testing-jest": "src/testing/jest/index.ts",
    undici: "src/undici/index.ts",
    opentelemetry: "src/opentelemetry/index.ts",
    logging: "src/logging/index.ts",
  },
  format: ["esm", "cjs"],
  target: "es2022",
  platform: "neutral",
  splitting: true,
  removeNodeProtocol: false,
  sourcemap: true,
  treeshake: false,
  clean: true,
  dts: { resolve: ["@standard-schema/spec"] },
  noExternal: bundled.map((name) => new RegExp(`^${name}(/|$)`)),
  external: [/^@opentelemetry\/api(\/|$)/, /^msw(\/|$)/, /^undici(\/|$)/, /^vitest(\/|$)/, /^node:/],
  esbuildPlugins: [leanLibraries],
  esbuildOptions(esbuild) {
    esbuild.mainFields = ["module", "main"];
    esbuild.conditions = ["import", "default"];
  },
  onSuccess: finishLibrary,
};

/**
 * The command line, built after the library and apart from it: one file for Node alone that holds everything it needs, so
 * that nothing of its own libraries can reach the library's chunks.
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
  esbuildPlugins: [leanLibraries],
  // Its libraries are CommonJS and require Node's own modules.
  banner: {
    js: '#!/usr/bin/env node\nimport { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
  },
  onSuccess: finishCommandLine,
};

/** `tsup` builds the library, `tsup --env.PART cli` the command line. */
const config = ({ env }: Options): Options => (env?.PART === "cli" ? commandLine : library);

export default config;
