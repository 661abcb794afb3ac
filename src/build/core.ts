import { resolve } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";

/**
 * The sources whose code an entry point is made of, by their full paths. They become `core`: one file, because loading a file
 * costs most of a millisecond, whatever is in it. A source that only passes names on has no code and stays where it is.
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

const EXTENSIONS = { esm: ".js", cjs: ".cjs" } as const;

/**
 * Writes an entry point as two files, as ESM and as CommonJS: its names, and `core` with everything that they are. Every name
 * in `core` is exported, because no two exports of the sources share one.
 */
export async function buildOnCore(
  entryPoints: { readonly [name: string]: string },
  sources: ReadonlySet<string>,
  options: BuildOptions,
): Promise<void> {
  const contents = [...sources].map((path) => `export * from ${JSON.stringify(path)};`).join("\n");
  for (const format of ["esm", "cjs"] as const) {
    const output: BuildOptions = { ...options, bundle: true, format, sourcemap: true };
    const core = { contents, resolveDir: resolve(".") };
    await build({ ...output, stdin: core, outfile: `dist/core${EXTENSIONS[format]}` });
    const plugins = [throughCore(sources), ...(options.plugins ?? [])];
    const outExtension = { ".js": EXTENSIONS[format] };
    await build({ ...output, entryPoints: { ...entryPoints }, plugins, outdir: "dist", outExtension });
  }
}
