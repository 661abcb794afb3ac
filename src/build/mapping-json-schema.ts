import { writeFile } from "node:fs/promises";
import * as z from "zod/mini";
import { mappingSchema } from "../import/readers/csv/mapping/mapping-schema.js";

/** The JSON schema of a mapping file, for editors, made from the schema that checks one. */
export function mappingJsonSchema(): object {
  return {
    title: "A mapping of the columns of a CSV file to the fields of an order (privy-orders)",
    ...z.toJSONSchema(mappingSchema, { io: "input", reused: "ref" }),
  };
}

/** Puts the schema into the package, where a mapping file can name it: `"$schema": "./node_modules/privy-orders/dist/…"`. */
export async function writeMappingJsonSchema(): Promise<void> {
  await writeFile("dist/csv-mapping.schema.json", `${JSON.stringify(mappingJsonSchema(), undefined, 2)}\n`);
}
