import { readdir, readFile, writeFile } from "node:fs/promises";

/** What is read of a source map, version 3. */
interface SourceMap {
  sources: string[];
  sourcesContent: (string | null)[];
}

/** Leaves no text of a bundled library in the maps: it would be half of what is published. */
export async function trimSourceMaps(): Promise<void> {
  for (const name of await readdir("dist")) {
    if (!name.endsWith(".map")) continue;
    const map: SourceMap = JSON.parse(await readFile(`dist/${name}`, "utf8"));
    map.sourcesContent = map.sources.map((source, index) =>
      source.startsWith("../src/") ? (map.sourcesContent[index] ?? null) : null,
    );
    await writeFile(`dist/${name}`, JSON.stringify(map));
  }
}
