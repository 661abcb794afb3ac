import { readdir, readFile, writeFile } from "node:fs/promises";
import type { Plugin } from "esbuild";
import type { MetadataJson } from "libphonenumber-js";
import type { Options } from "tsup";

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

interface SourceMap {
  file?: string;
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly (string | null)[];
  readonly mappings: string;
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** A number of a source map: its sign in the lowest bit, then five bits a digit, the lowest first. */
function encode(number: number): string {
  let rest = number < 0 ? -number * 2 + 1 : number * 2;
  let text = "";
  do {
    const more = rest > 31;
    text += DIGITS[(rest % 32) + (more ? 32 : 0)];
    rest = Math.floor(rest / 32);
  } while (rest > 0);
  return text;
}

function decode(segment: string): number[] {
  return [...segment.matchAll(/[g-z0-9+/]*[A-Zabcdef]/g)].map(([digits]) => {
    const value = [...digits].reduceRight((sum, digit) => sum * 32 + (DIGITS.indexOf(digit) % 32), 0);
    return value % 2 === 1 ? -Math.floor(value / 2) : value / 2;
  });
}

/**
 * The map without one of its sources: what stood for a place in it stands for no place.
 *
 * @param dropped the index of the source
 */
export function withoutSource(map: SourceMap, dropped: number): SourceMap {
  // Source, line, column and name, as far as they have been read and written: a segment holds differences.
  const read = [0, 0, 0, 0];
  const written = [0, 0, 0, 0];
  const lines = map.mappings.split(";").map((line) => {
    const segments = line.split(",").map((segment) => {
      const [column, ...place] = decode(segment);
      if (column === undefined) return "";
      place.forEach((difference, field) => {
        read[field] = (read[field] ?? 0) + difference;
      });
      if (place.length === 0 || read[0] === dropped) return encode(column);
      const kept = place.map((_, field) => {
        const value = (read[field] ?? 0) - (field === 0 && (read[0] ?? 0) > dropped ? 1 : 0);
        const difference = value - (written[field] ?? 0);
        written[field] = value;
        return encode(difference);
      });
      return encode(column) + kept.join("");
    });
    return segments.join(",");
  });
  const others = <Item>(items: readonly Item[]): Item[] => items.filter((_, index) => index !== dropped);
  return {
    ...map,
    sources: others(map.sources),
    sourcesContent: others(map.sourcesContent ?? map.sources.map(() => null)),
    mappings: lines.join(";"),
  };
}

/**
 * Takes the folder of the build out of the maps: those of the CommonJS files name themselves by their full path, also as
 * the source of what the conversion from ESM has added. It says nothing to anybody else, and differs from build to build.
 */
async function tidyMaps(): Promise<void> {
  for (const name of await readdir("dist")) {
    if (!name.endsWith(".map")) continue;
    let map: SourceMap = JSON.parse(await readFile(`dist/${name}`, "utf8"));
    const itself = map.sources.indexOf(map.file ?? "");
    if (itself >= 0) map = withoutSource(map, itself);
    if (map.file !== undefined) map.file = name.slice(0, -".map".length);
    await writeFile(`dist/${name}`, JSON.stringify(map));
  }
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

/**
 * What libphonenumber-js's metadata (format 4) keeps at each place of a numbering plan. Reading a number needs the calling
 * code, the prefixes dialled before it, the patterns, the lengths and the types; the rest is for writing one with blanks.
 */
const neededToRead: ReadonlySet<number> = new Set([0, 1, 2, 3, 5, 7, 8, 10, 11]);

function withoutFormats(plan: readonly unknown[]): readonly unknown[] {
  const kept = plan.map((part, place) => (neededToRead.has(place) ? part : 0));
  while (kept.length > 0 && !kept.at(-1)) kept.pop();
  return kept;
}

function each(plans: object): object {
  return Object.fromEntries(
    Object.entries(plans).map(([name, plan]: [string, readonly unknown[]]) => [name, withoutFormats(plan)]),
  );
}

/**
 * The metadata without what only formats a number: half of its size. Derived from the installed library at each build, so
 * that it cannot go stale, and refused in any format but the one whose places are known.
 */
export function phonePlans(metadata: MetadataJson): MetadataJson {
  const { version, countries, nonGeographic, ...rest } = metadata as MetadataJson & {
    nonGeographic?: object;
  }; // its type leaves this key out
  if (version !== 4 || nonGeographic === undefined)
    throw new Error(
      `libphonenumber-js has metadata of format ${version}; look at what the places of a plan mean now`,
    );
  // The same shape, with parts of the plans left out.
  return { version, ...rest, countries: each(countries), nonGeographic: each(nonGeographic) } as MetadataJson;
}

/** Writing a number with blanks, which nothing here does: a method of the class keeps it from being shaken off. */
const noFormat =
  'export default function format() { throw new Error("formatting is left out of this build"); }';

/**
 * Bundles libphonenumber-js without what only writes a number: the metadata's formats and the code that applies them. The
 * sources run unchanged without this plugin, on the whole library; it gives the same numbers either way.
 */
const leanPhoneLibrary: Plugin = {
  name: "lean-phone-library",
  setup(build) {
    build.onLoad({ filter: /libphonenumber-js[\\/]metadata\.min\.json(?:\.js)?$/ }, async ({ path }) => {
      const plans = JSON.stringify(phonePlans(JSON.parse(await readFile(path.replace(/\.js$/, ""), "utf8"))));
      if (/`|\$\{/.test(plans)) throw new Error("the phone metadata cannot stand in a template literal");
      // A runtime reads JSON in a text several times faster than the same literal as code, and keeps less of it.
      return { contents: `export default JSON.parse(String.raw\`${plans}\`)`, loader: "js" };
    });
    build.onResolve({ filter: /^\.\/format\.js$/ }, ({ importer }) =>
      /libphonenumber-js[\\/]es6-modern[\\/]PhoneNumber\.js$/.test(importer)
        ? { path: "format", namespace: "no-phone-format" }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "no-phone-format" }, () => ({
      contents: noFormat,
      loader: "js",
    }));
  },
};

const library: Options = {
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
  sourcemap: true,
  clean: false,
  dts: false,
  noExternal: [/^(?!node:)/],
  esbuildPlugins: [leanPhoneLibrary],
  // Its libraries are CommonJS and require Node's own modules.
  banner: {
    js: '#!/usr/bin/env node\nimport { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
  },
  onSuccess: finishCommandLine,
};

/** `tsup` builds the library, `tsup --env.PART cli` the command line. */
const config = ({ env }: Options): Options => (env?.PART === "cli" ? commandLine : library);

export default config;
