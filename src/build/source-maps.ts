import { readdir, readFile, writeFile } from "node:fs/promises";

/** What is read of a source map, version 3. */
interface SourceMap {
  file?: string;
  sources: string[];
  sourcesContent: (string | null)[];
}

/**
 * Leaves in the maps only what belongs to this package: no text of a bundled library, which would be half of what is
 * published, and no folder of the build, which the conversion to CommonJS writes as the source of the code that it adds.
 */
export async function trimSourceMaps(): Promise<void> {
  for (const name of await readdir("dist")) {
    if (!name.endsWith(".map")) continue;
    const map: SourceMap = JSON.parse(await readFile(`dist/${name}`, "utf8"));
    const file = name.slice(0, -".map".length);
    map.sourcesContent = map.sources.map((source, index) =>
      source.startsWith("../src/") ? (map.sourcesContent[index] ?? null) : null,
    );
    map.sources = map.sources.map((source) => (source === map.file ? file : source));
    if (map.file !== undefined) map.file = file;
    await writeFile(`dist/${name}`, JSON.stringify(map));
  }
}
