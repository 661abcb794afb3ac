import { InvalidInputError } from "../errors/invalid-input-error.js";
import type { PrivyClientOptions } from "./client-options.js";

/** The process environment where there is one (Node, Deno, Bun, Workers with Node compatibility). */
function environment(): Readonly<Record<string, string | undefined>> | undefined {
  const process: unknown = Reflect.get(globalThis, "process");
  if (typeof process !== "object" || process === null) return undefined;
  const env: unknown = Reflect.get(process, "env");
  // An environment maps names to texts in every runtime that has one.
  return typeof env === "object" && env !== null ? (env as Record<string, string | undefined>) : undefined;
}

/**
 * Completes options from the environment: `PRIVY_API_TOKEN`, `PRIVY_INTEGRATION_TOKEN`, `PRIVY_BASE_URL`. What is given
 * counts before the environment; a variable that is empty counts as missing.
 *
 * @throws InvalidInputError when no token is given and the environment has none
 */
export function optionsFromEnv(overrides: Partial<PrivyClientOptions>): PrivyClientOptions {
  const env = environment();
  const read = (name: string): string | undefined => env?.[name] || undefined;
  const token = overrides.token ?? read("PRIVY_API_TOKEN");
  if (token === undefined) {
    const message =
      env === undefined
        ? "this runtime has no process environment; use new PrivyClient({ token }) with the token from your platform's bindings"
        : "the environment variable PRIVY_API_TOKEN is missing or empty; set it, or pass a token";
    throw new InvalidInputError("The client was not made", [{ path: ["token"], message }]);
  }
  return {
    ...overrides,
    token,
    integrationToken: overrides.integrationToken ?? read("PRIVY_INTEGRATION_TOKEN"),
    baseUrl: overrides.baseUrl ?? read("PRIVY_BASE_URL"),
  };
}
