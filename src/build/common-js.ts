import { readdir, readFile, writeFile } from "node:fs/promises";
import { transform } from "esbuild";

/**
 * Writes every ES module of `dist` as CommonJS too, file by file, so that both formats have the same files. esbuild splits a
 * bundle only when it writes ES modules.
 */
export async function writeCommonJs(): Promise<void> {
  for (const name of (await readdir("dist")).filter((file) => file.endsWith(".js") && file !== "cli.js")) {
    const [module, map] = await Promise.all([
      readFile(`dist/${name}`, "utf8"),
      readFile(`dist/${name}.map`, "base64"),
    ]);
    // The map is part of the input, so that the new map leads to the sources and not to the module.
    const input = module.replace(
      /\n\/\/# sourceMappingURL=.*\s*$/,
      `\n//# sourceMappingURL=data:application/json;base64,${map}\n`,
    );
    const output = await transform(input, {
      format: "cjs",
      target: "es2022",
      // For Node, which reads the names of the exports from a comment.
      platform: "node",
      banner: '"use strict";',
      // A module that is loaded later is loaded by `require` too: as an ES module it would be loaded twice.
      supported: { "dynamic-import": false },
      sourcemap: "external",
      sourcefile: name,
      // Code that uses `import.meta.url` checks first whether it runs as CommonJS.
      logOverride: { "empty-import-meta": "silent" },
    });
    const file = name.replace(/\.js$/, ".cjs");
    const code = output.code.replace(/(\brequire\("\.\/[\w-]+)\.js("\))/g, "$1.cjs$2");
    await writeFile(`dist/${file}`, `${code}//# sourceMappingURL=${file}.map\n`);
    await writeFile(`dist/${file}.map`, output.map);
  }
}
