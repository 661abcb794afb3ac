import { writeFile } from "node:fs/promises";
import * as z from "zod/mini";
import { mappingSchema } from "../import/readers/csv/mapping/mapping-schema.js";
import { fakeConfigSchema } from "./fake-config/fake-config-schema.js";

/** The JSON schema of a mapping file, for editors, made from the schema that checks one. */
export function mappingJsonSchema(): object {
  return {
    title: "A mapping of the columns of a CSV file to the fields of an order (privy-orders)",
    ...z.toJSONSchema(mappingSchema, { io: "input", reused: "ref" }),
  };
}

/** The JSON schema of the config file of `privy-orders fake`, for editors. */
export function fakeConfigJsonSchema(): object {
  return {
    title: "The config of privy-orders fake: options of createFakePrivy, and what the account begins with",
    ...z.toJSONSchema(fakeConfigSchema, { io: "input", reused: "ref" }),
  };
}

/** Puts the schemas into the package, where a file can name its own: `"$schema": "node_modules/privy-orders/dist/…"`. */
export async function writeJsonSchemas(): Promise<void> {
  const schemas = { "csv-mapping": mappingJsonSchema(), "privy-fake": fakeConfigJsonSchema() };
  for (const [name, schema] of Object.entries(schemas)) {
    await writeFile(`dist/${name}.schema.json`, `${JSON.stringify(schema, undefined, 2)}\n`);
  }
}
