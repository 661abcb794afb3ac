// Brings the tables of the README and the guides up to date with the sources: npx tsx test/house/write-readme-tables.ts
import { writeFileSync } from "node:fs";
import { readPages } from "./readme.js";
import { withGeneratedTables } from "./readme-tables.js";

for (const { path, text } of readPages()) writeFileSync(path, withGeneratedTables(text));
