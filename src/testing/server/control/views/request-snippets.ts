import { stringify } from "lossless-json";
import { matchRoute } from "../../../privy/server/match-route.js";

/** A request as far as it is written as code; secrets in it are masked already. */
interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const quoted = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;

/** Returns a request as code that sends it again, without a token; `url` is the fake's scheme, host and port. */
export function requestSnippets(request: SentRequest, url: string): { curl: string; sdk: string } {
  const { body = null } = request;
  const json = typeof body === "string" ? body : (stringify(body, undefined, 2) ?? "null");
  return { curl: curlCall(request, url, body === null ? undefined : json), sdk: sdkCall(request, json) };
}

/** The token is in a variable of the shell. */
function curlCall({ method, path, query, headers }: SentRequest, url: string, json?: string): string {
  const search = new URLSearchParams(query).toString();
  return [
    `curl -X ${method} ${quoted(url + path + (search && `?${search}`))}`,
    '-H "Authorization: Bearer $PRIVY_API_TOKEN"',
    ...("x-privy-integration-token" in headers
      ? ['-H "X-Privy-Integration-Token: $PRIVY_INTEGRATION_TOKEN"']
      : []),
    ...(json === undefined ? [] : [`-H 'Content-Type: application/json'`, `-d ${quoted(json)}`]),
  ].join(" \\\n  ");
}

const verbs: Readonly<Record<string, string>> = { GET: "get", DELETE: "delete", PATCH: "update" };

/** Long integers are bigint. */
function sdkCall({ method, path }: SentRequest, json: string): string {
  const input = json.replace(/^(\s*(?:"\w+": )?)(-?\d{16,})(,?)$/gm, "$1$2n$3");
  return `import { PrivyClient } from "privy-orders";

const client = PrivyClient.fromEnv();
await client.${methodCall(method, path, input)};`;
}

function methodCall(method: string, path: string, input: string): string {
  const { id } = matchRoute(path);
  if (id !== undefined) {
    const name = path.endsWith("/unsubscribe") ? "unsubscribe" : (verbs[method] ?? "get");
    const more = name === "update" || name === "unsubscribe" ? `, ${input}` : "";
    return `contacts.${name}(${JSON.stringify(id)}${more})`;
  }
  if (path === "/v1/contacts" && method === "GET") return "contacts.list()";
  return `${path.includes("contacts") ? "contacts.create" : "orders.upsert"}(${input})`;
}
