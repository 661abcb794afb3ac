// Prints the README's table of size and speed, from the last result.
import { readFile } from "node:fs/promises";
import { callsTable, startTable } from "./table.mjs";

const result = JSON.parse(await readFile(new URL("results/latest.json", import.meta.url), "utf8"));
console.log(`${startTable(result)}\n\n${callsTable(result, 10)}`);
