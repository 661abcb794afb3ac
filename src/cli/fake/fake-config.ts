import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseJson } from "../../http/response/lossless-json.js";
import { isPlainObject } from "../../schemas/objects/plain-object.js";
import { DefinitionProblems } from "../../testing/kit/options/definition-problems.js";
import type { FakePrivyOptions } from "../../testing/privy/fake-privy-options.js";
import type { Seeds } from "../../testing/privy/served/load-seeds.js";
import { CliUsageError } from "../usage-error.js";

/** The content of a config file: options of `createFakePrivy`, and the account's initial data. */
export interface FakeConfig {
  /** The file's name; undefined without a file. */
  readonly path: string | undefined;
  readonly options: Omit<FakePrivyOptions, "clock" | "acceptAny">;
  readonly begin: Seeds;
}

const optionNames = [
  "tokens",
  "oauthClients",
  "integrations",
  "flows",
  "segments",
  "rateLimit",
  "decisions",
  "seed",
  "keepRequests",
] as const satisfies readonly (keyof FakePrivyOptions)[];
const seedNames = ["contacts", "orders", "engagements"] as const satisfies readonly (keyof Seeds)[];
const usual: readonly string[] = ["privy-fake.json", "privy-fake.mjs"];

/**
 * Reads the given config file, or the default one if it exists.
 *
 * @throws CliUsageError that names the file when it cannot be used
 */
export async function readFakeConfig(given: string | false | undefined): Promise<FakeConfig> {
  const path = given === undefined ? usual.find((name) => existsSync(name)) : given || undefined;
  if (path === undefined) return { path, options: {}, begin: {} };
  const value = await readValue(path);
  const problems = new DefinitionProblems();
  const members = problems.object("config", value, ["$schema", ...optionNames, "begin"]) ?? {};
  const { $schema: _, begin = {}, ...options } = members;
  const seeds = problems.object("begin", begin, seedNames) ?? {};
  for (const name of seedNames) {
    if (seeds[name] !== undefined && !Array.isArray(seeds[name]))
      problems.add(`begin.${name}`, "must be a list");
  }
  try {
    problems.throwIfAny(`${path} cannot be used`);
  } catch (error) {
    throw new CliUsageError(error instanceof Error ? error.message : `${path} cannot be used`);
  }
  // createFakePrivy checks the options; the seeds are checked when they are stored.
  return { path, options: options as FakeConfig["options"], begin: seeds as Seeds };
}

async function readValue(path: string): Promise<unknown> {
  if (/\.m?js$/i.test(path)) {
    if (!existsSync(path)) throw new CliUsageError(`The file ${path} (--config) does not exist.`);
    try {
      const loaded: { default?: unknown } = await import(pathToFileURL(resolve(path)).href);
      if (isPlainObject(loaded.default)) return loaded.default;
    } catch (error) {
      const message = error instanceof Error ? error.message : "unknown error";
      throw new CliUsageError(`${path} (--config) cannot be loaded: ${message}`);
    }
    throw new CliUsageError(`${path} (--config) must export the config as its default.`);
  }
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    throw new CliUsageError(`${path} (--config) cannot be read: check that the file exists.`);
  }
  try {
    return parseJson(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new CliUsageError(`${path} (--config) is not JSON.`);
  }
}
