import { resolve } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";

/**
 * The sources that an entry point is made of, without itself, by their full paths. They become `core`: one file, because
 * loading a file costs most of a millisecond, whatever is in it.
 */
export async function sourcesOf(entryPoint: string, options: BuildOptions): Promise<ReadonlySet<string>> {
  const { metafile } = await build({
    ...options,
    entryPoints: [entryPoint],
    bundle: true,
    metafile: true,
    write: false,
  });
  const sources = Object.keys(metafile.inputs).filter((path) => /^src\//.test(path) && path !== entryPoint);
  return new Set(sources.map((path) => resolve(path)));
}

/** Lets entry points import from `core` what is in it, so that a class is the same class wherever it is imported from. */
export function throughCore(sources: ReadonlySet<string>): Plugin {
  return {
    name: "through-core",
    setup({ initialOptions, onResolve }) {
      const core = `./core${initialOptions.outExtension?.[".js"] ?? ".js"}`;
      onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) =>
        sources.has(resolve(resolveDir, path.replace(/\.js$/, ".ts")))
          ? { path: core, external: true, sideEffects: false }
          : undefined,
      );
    },
  };
}

/** Writes `core` as ESM and as CommonJS. Every name in it is exported: no two exports of the sources share one. */
export async function buildCore(sources: ReadonlySet<string>, options: BuildOptions): Promise<Metafile[]> {
  const contents = [...sources].map((path) => `export * from ${JSON.stringify(path)};`).join("\n");
  const formats = { esm: "dist/core.js", cjs: "dist/core.cjs" } as const;
  return Promise.all(
    (["esm", "cjs"] as const).map(async (format) => {
      const { metafile } = await build({
        ...options,
        stdin: { contents, resolveDir: resolve(".") },
        bundle: true,
        format,
        metafile: true,
        outfile: formats[format],
        sourcemap: true,
      });
      return metafile;
    }),
  );
}
