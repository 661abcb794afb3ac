import { readdir, readFile, writeFile } from "node:fs/promises";

/** The fields of a version 3 source map that are read. */
interface SourceMap {
  sources: string[];
  sourcesContent: (string | null)[];
}

/** The module that the build replaces by the built page: its map has no text, since the page is in the script beside it. */
const replaced = "../src/testing/server/inspector/page-assets.ts";

/** Removes the text of bundled libraries from the maps, which would be half of the package. */
export async function trimSourceMaps(): Promise<void> {
  for (const name of await readdir("dist")) {
    if (!name.endsWith(".map")) continue;
    const map: SourceMap = JSON.parse(await readFile(`dist/${name}`, "utf8"));
    map.sourcesContent = map.sources.map((source, index) =>
      source.startsWith("../src/") && source !== replaced ? (map.sourcesContent[index] ?? null) : null,
    );
    await writeFile(`dist/${name}`, JSON.stringify(map));
  }
}
