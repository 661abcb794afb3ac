// Brings the tables of the README up to date with the sources: npx tsx test/house/write-readme-tables.ts
import { writeFileSync } from "node:fs";
import { readmePath, readReadme } from "./readme.js";
import { withGeneratedTables } from "./readme-tables.js";

writeFileSync(readmePath, withGeneratedTables(readReadme()));
