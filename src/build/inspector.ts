import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { minify } from "rolldown/utils";
import { packageOf } from "./notices.js";

/** The page of the served fake as its three files, and what went into it. */
export interface BuiltInspector {
  readonly html: string;
  readonly script: string;
  readonly style: string;
  /** Every source, from the project's folder on. */
  readonly sources: readonly string[];
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const browsers = ["chrome123", "firefox120", "safari17.5"];

/** Builds the page: one script and one style sheet, minified, without a reference to anything else. */
export async function buildInspector(): Promise<BuiltInspector> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: { inspector: "src/inspector/main.tsx", style: "src/inspector/styles/inspector.css" },
    // Shorter than what `react-jsx` of the tsconfig would make of it.
    tsconfigRaw: "{}",
    jsx: "transform",
    jsxFactory: "h",
    jsxFragment: "Fragment",
    inject: ["src/build/inject-preact.ts"],
    outdir: "page",
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    target: ["es2022", ...browsers],
    platform: "browser",
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
  });
  const textOf = (ending: string): string =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.text.trimEnd() ?? "";
  const html = await readFile(new URL("../inspector/inspector.html", import.meta.url), "utf8");
  // Once more: its shorter choice of names saves 1,036 bytes of gzip.
  const { code: script } = await minify("inspector.js", textOf(".js"), {
    module: true,
    compress: { target: browsers },
  });
  return { html, script, style: textOf(".css"), sources: Object.keys(metafile.inputs) };
}

/** The packages of which something is in the page, for the notices. */
export async function packagesInInspector(): Promise<readonly string[]> {
  const { sources } = await buildInspector();
  return [...new Set(sources.map(packageOf).filter((name) => name !== undefined))];
}

/** Puts the built page in the place of the module that builds it: as text, so that it can be read in the package. */
export const inspectorAsText: Plugin = {
  name: "inspector-as-text",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]testing[\\/]server[\\/]inspector[\\/]page-assets\.ts$/ }, async () => {
      const { html, script, style } = await buildInspector();
      const contents = `export const loadPage = async () => (${JSON.stringify({ html, script, style })});`;
      return { contents, loader: "js" };
    });
  },
};
