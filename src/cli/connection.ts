import { readFile, stat } from "node:fs/promises";
import { parseEnv } from "node:util";
import type { PrivyClientOptions } from "../privy/client-options.js";
import { ALL_SCOPES } from "../privy/scope.js";
import type { CliIo } from "./cli-io.js";
import { CliUsageError } from "./usage-error.js";

const names = [
  "PRIVY_API_TOKEN",
  "PRIVY_CLIENT_ID",
  "PRIVY_CLIENT_SECRET",
  "PRIVY_INTEGRATION_TOKEN",
  "PRIVY_BASE_URL",
] as const;
/** The most bytes of a file of variables, so that a huge file is not read into memory by mistake. */
const maxEnvFileBytes = 1_000_000;

async function readEnvFile(path: string): Promise<Record<string, string | undefined>> {
  try {
    if ((await stat(path)).size > maxEnvFileBytes)
      throw new CliUsageError(`${path} is too large to be a file of variables.`);
    return parseEnv(await readFile(path, "utf8"));
  } catch (error) {
    if (error instanceof CliUsageError) throw error;
    throw new CliUsageError(`The file given with --env-file cannot be read: ${path}`);
  }
}

/**
 * Reads the address and the credential from the environment, then missing ones from a file of variables. Nothing
 * when there is no credential.
 *
 * @throws CliUsageError when the file cannot be read
 */
export async function findConnection(
  io: CliIo,
  envFile: string | undefined,
): Promise<PrivyClientOptions | undefined> {
  const file = envFile === undefined ? {} : await readEnvFile(envFile);
  const read = (name: (typeof names)[number]): string | undefined =>
    (io.env[name] || file[name])?.trim() || undefined;
  const common = {
    integrationToken: read("PRIVY_INTEGRATION_TOKEN"),
    baseUrl: read("PRIVY_BASE_URL"),
    userAgent: "privy-orders-cli",
  };
  const token = read("PRIVY_API_TOKEN");
  if (token !== undefined) return { ...common, token };
  const clientId = read("PRIVY_CLIENT_ID");
  const clientSecret = read("PRIVY_CLIENT_SECRET");
  if (clientId === undefined || clientSecret === undefined) return undefined;
  return { ...common, oauth: { clientId, clientSecret, scopes: ALL_SCOPES } };
}

/**
 * The same for a command that cannot do without.
 *
 * @throws CliUsageError when there is no credential, or the file cannot be read
 */
export async function connectionFrom(io: CliIo, envFile: string | undefined): Promise<PrivyClientOptions> {
  const found = await findConnection(io, envFile);
  if (found !== undefined) return found;
  throw new CliUsageError(
    [
      "No credential: set PRIVY_API_TOKEN in the environment (or PRIVY_CLIENT_ID and PRIVY_CLIENT_SECRET),",
      "or pass a file that sets it with --env-file .env",
    ].join("\n"),
  );
}
