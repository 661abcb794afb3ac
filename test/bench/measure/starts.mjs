import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "../program.mjs";
import { median } from "../statistics.mjs";

/** The SDKs that the package is compared with. */
export const PEERS = ["customerio-node", "stripe", "resend"];
/** Only a test runner can import its own matchers. */
const OF_A_RUNNER = ["privy-orders/testing/vitest"];

/** Every entry of the packed package, as one writes it in an import. */
async function entriesOf(folder) {
  const manifest = JSON.parse(await readFile(join(folder, "node_modules/privy-orders/package.json"), "utf8"));
  return Object.keys(manifest.exports)
    .filter((subpath) => !subpath.endsWith(".json"))
    .map((subpath) => join("privy-orders", subpath))
    .filter((name) => !OF_A_RUNNER.includes(name));
}

/** Milliseconds to import each entry of the package and each peer, beyond an empty module; taken in turns, medians. */
export async function measureImports(folder, { rounds }) {
  const names = [...(await entriesOf(folder)), ...PEERS];
  const specifiers = { empty: "data:text/javascript,", ...Object.fromEntries(names.map((n) => [n, n])) };
  const times = Object.fromEntries(Object.keys(specifiers).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, specifier] of Object.entries(specifiers))
      times[name].push(runProgram(folder, ["import-entry.mjs", specifier]));
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name]) - median(times.empty)]));
}
