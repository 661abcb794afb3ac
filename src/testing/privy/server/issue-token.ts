import type { Scope } from "../../../privy/scope.js";
import type { Reply } from "../../kit/exchange/reply.js";
import { ACCESS_TOKEN_LIFETIME_SECONDS } from "../account/oauth-client-registry.js";
import type { ServerState } from "../account/server-state.js";
import type { ApiExchange } from "../api-exchange.js";

const formType = "application/x-www-form-urlencoded";

/**
 * `POST /oauth/token`: exchanges client credentials for an access token. Its errors are flat, not the API's
 * envelope. Two that the page does not list follow RFC 6749: `invalid_request` and `unsupported_grant_type`, both 400.
 */
export function issueToken({ request }: ApiExchange, { oauthClients, decisions }: ServerState): Reply {
  const refuse = (status: number, code: string, description: string): Reply => ({
    status,
    errorCode: code,
    headers: { "Cache-Control": "no-store" },
    body: JSON.stringify({
      error: code,
      ...(decisions.oauthErrorDescription === "sent" ? { error_description: description } : {}),
    }),
  });

  const type = request.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== formType) return refuse(400, "invalid_request", `The Content-Type must be ${formType}`);
  const form = new URLSearchParams(request.bodyText);
  const names = ["grant_type", "client_id", "client_secret", "scope"];
  if (names.some((name) => form.getAll(name).length > 1)) {
    return refuse(400, "invalid_request", "A parameter is repeated");
  }
  const grantType = form.get("grant_type") ?? "";
  if (grantType === "") return refuse(400, "invalid_request", "The parameter grant_type is missing");
  if (grantType !== "client_credentials") {
    return refuse(400, "unsupported_grant_type", "The only grant type is client_credentials");
  }
  const client = oauthClients.authenticate(form.get("client_id") ?? "", form.get("client_secret") ?? "");
  if (client === undefined) return refuse(401, "invalid_client", "Client authentication failed");
  const scopes = requestedScopes(form.get("scope") ?? "", client.scopes, decisions.oauthScopeOmitted);
  if (scopes === undefined) {
    return refuse(401, "invalid_scope", "A requested scope is unknown or not granted to this client");
  }
  const token = oauthClients.issue(client, scopes);
  return {
    status: 200,
    headers: { "Cache-Control": "no-store" },
    body: JSON.stringify({
      access_token: token.token,
      token_type: "Bearer",
      expires_in: ACCESS_TOKEN_LIFETIME_SECONDS,
      scope: scopes.join(" "),
      created_at: Math.floor(token.createdAtMs / 1_000),
    }),
  };
}

/** Returns the requested scopes, in the order in which they were granted; undefined when one is not granted. */
function requestedScopes(
  text: string,
  granted: readonly Scope[],
  omitted: "granted" | "invalid_scope",
): readonly Scope[] | undefined {
  const wanted = text.split(" ").filter((scope) => scope !== "");
  if (wanted.length === 0) return omitted === "granted" ? granted : undefined;
  const known: readonly string[] = granted;
  if (!wanted.every((scope) => known.includes(scope))) return undefined;
  return Object.freeze(granted.filter((scope) => wanted.includes(scope)));
}
