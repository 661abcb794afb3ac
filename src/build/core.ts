import { relative, resolve } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { CORE_ORDER } from "./core-order.js";

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
 * Where a file stands in `core`; one that is not listed comes last. A worker is compressed by gzip, which finds again only what
 * stands within 32 kB, so like should stand by like. The list is the best of some thirty thousand that were tried by chance,
 * and saves 0.3 kB beside an order by rooms. Any order works: a file stands after those that it imports, whatever the list says.
 */
function placeOf(source: string): number {
  const place = CORE_ORDER.indexOf(relative("src", source));
  return place < 0 ? CORE_ORDER.length : place;
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
