import { readdir, readFile, writeFile } from "node:fs/promises";

/** What these functions need of a source map, version 3. */
export interface SourceMap {
  file?: string;
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly (string | null)[];
  readonly mappings: string;
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** A number of a source map: its sign in the lowest bit, then five bits a digit, the lowest first. */
function encode(number: number): string {
  let rest = number < 0 ? -number * 2 + 1 : number * 2;
  let text = "";
  do {
    const more = rest > 31;
    text += DIGITS[(rest % 32) + (more ? 32 : 0)];
    rest = Math.floor(rest / 32);
  } while (rest > 0);
  return text;
}

function decode(segment: string): number[] {
  return [...segment.matchAll(/[g-z0-9+/]*[A-Zabcdef]/g)].map(([digits]) => {
    const value = [...digits].reduceRight((sum, digit) => sum * 32 + (DIGITS.indexOf(digit) % 32), 0);
    return value % 2 === 1 ? -Math.floor(value / 2) : value / 2;
  });
}

/**
 * The map without one of its sources: what stood for a place in it stands for no place.
 *
 * @param dropped the index of the source
 */
export function withoutSource(map: SourceMap, dropped: number): SourceMap {
  // Source, line, column and name, as far as they have been read and written: a segment holds differences.
  const read = [0, 0, 0, 0];
  const written = [0, 0, 0, 0];
  const lines = map.mappings.split(";").map((line) => {
    const segments = line.split(",").map((segment) => {
      const [column, ...place] = decode(segment);
      if (column === undefined) return "";
      place.forEach((difference, field) => {
        read[field] = (read[field] ?? 0) + difference;
      });
      if (place.length === 0 || read[0] === dropped) return encode(column);
      const kept = place.map((_, field) => {
        const value = (read[field] ?? 0) - (field === 0 && (read[0] ?? 0) > dropped ? 1 : 0);
        const difference = value - (written[field] ?? 0);
        written[field] = value;
        return encode(difference);
      });
      return encode(column) + kept.join("");
    });
    return segments.join(",");
  });
  const others = <Item>(items: readonly Item[]): Item[] => items.filter((_, index) => index !== dropped);
  return {
    ...map,
    sources: others(map.sources),
    sourcesContent: others(map.sourcesContent ?? map.sources.map(() => null)),
    mappings: lines.join(";"),
  };
}

/**
 * Takes the folder of the build out of the maps: those of the CommonJS files name themselves by their full path, also as
 * the source of what the conversion from ESM has added. It says nothing to anybody else, and differs from build to build.
 */
export async function tidyMaps(): Promise<void> {
  for (const name of await readdir("dist")) {
    if (!name.endsWith(".map")) continue;
    let map: SourceMap = JSON.parse(await readFile(`dist/${name}`, "utf8"));
    const itself = map.sources.indexOf(map.file ?? "");
    if (itself >= 0) map = withoutSource(map, itself);
    if (map.file !== undefined) map.file = name.slice(0, -".map".length);
    await writeFile(`dist/${name}`, JSON.stringify(map));
  }
}
