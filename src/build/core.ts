import { relative, resolve } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";

/**
 * The full paths of the sources whose code an entry point contains. They become `core`: one file, because loading a file
 * costs most of a millisecond, whatever its size. A source that only re-exports names has no code and stays out.
 */
export async function sourcesOf(entryPoint: string, options: BuildOptions): Promise<ReadonlySet<string>> {
  const { metafile } = await build({
    ...options,
    entryPoints: [entryPoint],
    bundle: true,
    metafile: true,
    write: false,
  });
  const parts = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const sources = parts.filter(([path, { bytesInOutput }]) => /^src\//.test(path) && bytesInOutput > 0);
  return new Set(sources.map(([path]) => resolve(path)));
}

/** Lets entry points import the contents of `core`, so that a class is the same class wherever it is imported from. */
export function throughCore(sources: ReadonlySet<string>): Plugin {
  return {
    name: "through-core",
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) =>
        sources.has(resolve(resolveDir, path.replace(/\.js$/, ".ts")))
          ? { path: "./core.js", external: true, sideEffects: false }
          : undefined,
      );
    },
  };
}

/**
 * Where files stand in `core`, first to last; the others follow. A worker is compressed by gzip, which finds again only what
 * stands within 32 kB: the phone plans, which are as long, come before all else (this file imports them first), so that they
 * part nothing; then like stands by like. The order of the rest is the best of some hundreds that were tried; any order works.
 */
const ORDER = [
  "phone/assigned-e164.ts",
  "phone/",
  "http/abort",
  "http/redaction/",
  "schemas/values/",
  "schemas/order-id/",
  "schemas/",
  "http/retry/",
  "http/response/",
  "http/clock",
  "privy/contacts/",
  "errors/",
  "http/attempt/",
  "privy/orders",
  "privy/error-json.ts",
  "privy/",
];

function placeOf(source: string): number {
  const path = relative("src", source);
  const place = ORDER.findIndex((start) => path.startsWith(start));
  return place < 0 ? ORDER.length : place;
}

/**
 * Writes an entry point as two files: its names, and `core` with the code behind them. Every name in `core` is exported,
 * because no two exports of the sources share one.
 */
export async function buildOnCore(
  entryPoints: { readonly [name: string]: string },
  sources: ReadonlySet<string>,
  options: BuildOptions,
): Promise<void> {
  const output: BuildOptions = { ...options, bundle: true, format: "esm", sourcemap: true };
  const ordered = [...sources].sort((left, right) => placeOf(left) - placeOf(right));
  const contents = ordered.map((path) => `export * from ${JSON.stringify(path)};`).join("\n");
  await build({ ...output, stdin: { contents, resolveDir: resolve(".") }, outfile: "dist/core.js" });
  const plugins = [throughCore(sources), ...(options.plugins ?? [])];
  await build({ ...output, entryPoints: { ...entryPoints }, plugins, outdir: "dist" });
}
