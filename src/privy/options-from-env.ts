import { InvalidInputError } from "../errors/invalid-input-error.js";
import { environment } from "../http/options/environment.js";
import type { PrivyClientOptions } from "./client-options.js";
import { ALL_SCOPES } from "./scope.js";

function credential(
  overrides: Partial<PrivyClientOptions>,
  read: (name: string) => string | undefined,
  hasEnvironment: boolean,
): Pick<PrivyClientOptions, "token" | "oauth"> {
  const { token, oauth } = overrides;
  if (token !== undefined || oauth !== undefined) return { token, oauth };
  const apiToken = read("PRIVY_API_TOKEN");
  if (apiToken !== undefined) return { token: apiToken };
  const clientId = read("PRIVY_CLIENT_ID");
  const clientSecret = read("PRIVY_CLIENT_SECRET");
  if (clientId !== undefined && clientSecret !== undefined)
    return { oauth: { clientId, clientSecret, scopes: ALL_SCOPES } };
  const message = hasEnvironment
    ? "the environment has neither PRIVY_API_TOKEN nor PRIVY_CLIENT_ID and PRIVY_CLIENT_SECRET; set either, or pass a token"
    : "this runtime has no environment; use new PrivyClient({ token }) with the token of your platform's bindings";
  throw new InvalidInputError("The client was not created", [{ code: "missing", path: ["token"], message }]);
}

/**
 * Completes options from the environment: `PRIVY_API_TOKEN`, or `PRIVY_CLIENT_ID` and `PRIVY_CLIENT_SECRET`;
 * `PRIVY_INTEGRATION_TOKEN`; `PRIVY_BASE_URL`. What is given counts before the environment; an empty variable counts as
 * missing; a token counts before a client.
 *
 * @throws InvalidInputError when no credential is given and the environment has none
 */
export function optionsFromEnv(
  overrides: Partial<PrivyClientOptions>,
  env: Readonly<Record<string, string | undefined>> | undefined = environment(),
): PrivyClientOptions {
  const read = (name: string): string | undefined => env?.[name] || undefined;
  return {
    ...overrides,
    ...credential(overrides, read, env !== undefined),
    integrationToken: overrides.integrationToken ?? read("PRIVY_INTEGRATION_TOKEN"),
    baseUrl: overrides.baseUrl ?? read("PRIVY_BASE_URL"),
  };
}
