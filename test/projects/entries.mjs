// What each entry point of the built package imports that is not its own.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));

/** Names of packages and of Node's modules that a file loads, its chunks included. */
function foreignOf(file, seen = new Set()) {
  if (seen.has(file)) return [];
  seen.add(file);
  const text = readFileSync(join("dist", file), "utf8");
  const names = [...text.matchAll(/^(?:import|export)\b[^"']*["']([^"']+)["'];$|^\} from "([^"]+)";$/gm)];
  return names.flatMap(([, whole, end]) => {
    const name = whole ?? end;
    return name.startsWith("./") ? foreignOf(name.slice(2), seen) : [name];
  });
}

/** The entry points that are made of a package of their user's, and so need it to load. Every other one loads without it. */
const madeOfAPeer = new Set(["./zod", "./opentelemetry", "./undici"]);

/** Every entry point: its subpath, whether only Node has what it loads, and the packages that it needs beside this one. */
export function readEntries() {
  return Object.entries(manifest.exports)
    .filter(([, target]) => typeof target !== "string")
    .map(([subpath, target]) => {
      const foreign = foreignOf(target.import.default.replace("./dist/", ""));
      const needs = [...new Set(foreign.filter((name) => !name.startsWith("node:")))];
      if (needs.length > 0 && !madeOfAPeer.has(subpath))
        throw new Error(`${subpath} loads ${needs.join(", ")}: load it when it is called, and name it then`);
      return {
        subpath,
        name: manifest.name + subpath.slice(1),
        isForNode: foreign.some((name) => name.startsWith("node:")),
        needs,
      };
    });
}
