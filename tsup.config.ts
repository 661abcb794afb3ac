import { readdir, readFile, writeFile } from "node:fs/promises";
import type { Options } from "tsup";
import { leanPhoneLibrary } from "./build/lean-phone-library.js";

/** The libraries that are bundled into `dist`, so that installing privy-orders adds one package. */
const bundled = [
  "zod",
  "libphonenumber-js",
  "p-retry",
  "is-network-error",
  "lossless-json",
  "@streamparser/json",
  "csv-parse",
];

/** Writes the licences of everything that really went into `dist`, as its source maps tell it. */
export async function writeNotices(): Promise<void> {
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

const options: Options = {
  entry: {
    index: "src/index.ts",
    schemas: "src/schemas/index.ts",
    testing: "src/testing/index.ts",
    sequenzy: "src/sequenzy/index.ts",
    import: "src/import/index.ts",
    "import-node": "src/import/node/index.ts",
    platforms: "src/platforms/index.ts",
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
  sourcemap: true,
  treeshake: false,
  clean: true,
  dts: { resolve: ["@standard-schema/spec"] },
  noExternal: bundled.map((name) => new RegExp(`^${name}(/|$)`)),
  external: [/^@opentelemetry\/api(\/|$)/, /^msw(\/|$)/, /^undici(\/|$)/, /^vitest(\/|$)/, /^node:/],
  esbuildPlugins: [leanPhoneLibrary],
  esbuildOptions(esbuild) {
    esbuild.mainFields = ["module", "main"];
    esbuild.conditions = ["import", "default"];
  },
  onSuccess: writeNotices,
};

export default options;
