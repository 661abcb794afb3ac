import { build } from "esbuild";

/** How many files of the package are loaded by an import: the one it names, and all that those import in their first lines. */
export async function countLoadedFiles(folder, specifier) {
  const { metafile } = await build({
    stdin: { contents: `import ${JSON.stringify(specifier)};`, resolveDir: folder },
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "node",
    packages: "bundle",
    external: ["msw", "undici", "zod", "vitest", "@opentelemetry/api", "bullmq", "pg-boss"],
    logLevel: "error",
  });
  // esbuild follows `import()` too, which loads nothing at first: only the statements are walked.
  const inputs = metafile.inputs;
  const seen = new Set();
  const visit = (path) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { path: next, kind, external } of inputs[path].imports)
      if (kind === "import-statement" && !external) visit(next);
  };
  visit("<stdin>");
  return seen.size - 1;
}
