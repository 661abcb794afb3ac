import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** Milliseconds to import each client beyond an empty module, taken in turns, and its size in a bundle. */
export async function measureStart({ here, scratch, peers, rounds, median }) {
  const empty = join(scratch, "empty.mjs");
  await writeFile(empty, "export {};\n");
  const sources = { empty, "privy-orders": join(here, "../../dist/index.js"), ...peers };
  const times = Object.fromEntries(Object.keys(sources).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, source] of Object.entries(sources)) {
      const program = `const t = performance.now(); await import(${JSON.stringify(source)}); console.log(performance.now() - t); process.exit(0);`;
      const output = execFileSync(process.execPath, ["--input-type=module", "-e", program], {
        cwd: here,
        encoding: "utf8",
      });
      times[name].push(Number(output));
    }
  }
  const base = median(times.empty);
  const result = {};
  for (const [name, source] of Object.entries(sources)) {
    if (name === "empty") continue;
    const bundled = await build({
      stdin: {
        contents: `import * as client from ${JSON.stringify(source)}; console.log(client);`,
        resolveDir: here,
      },
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      platform: "node",
      target: "node20",
      logLevel: "silent",
    });
    const [{ contents }] = bundled.outputFiles;
    const importMs = median(times[name]) - base;
    result[name] = {
      importMs,
      minifiedBytes: contents.length,
      gzipBytes: gzipSync(contents, { level: 9 }).length,
    };
  }
  return result;
}
