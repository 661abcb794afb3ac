import { writeExactJson } from "../api/exact-json.js";

/** A request as far as it is written as code. */
export interface RequestCode {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
  /** Whether it carried the token of a Custom Integration. */
  readonly hasIntegration?: boolean;
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The origin that the base URL has, so that a path of the log can be put behind it. */
const originOf = (baseUrl: string): string => baseUrl.replace(/\/v1\/?$/, "");

/** The request as a call of curl; the token is in a variable of the shell. */
export function curlCode(request: RequestCode, baseUrl: string): string {
  const query = new URLSearchParams(request.query ?? {}).toString();
  const url = `${originOf(baseUrl)}${request.path}${query && `?${query}`}`;
  const lines = [`curl -X ${request.method} ${quoted(url)}`, '-H "Authorization: Bearer $PRIVY_API_TOKEN"'];
  if (request.hasIntegration) lines.push('-H "X-Privy-Integration-Token: $PRIVY_INTEGRATION_TOKEN"');
  if (request.body !== undefined) {
    lines.push("-H 'Content-Type: application/json'");
    const text = typeof request.body === "string" ? request.body : writeExactJson(request.body, 2);
    lines.push(`-d ${quoted(text)}`);
  }
  return lines.join(" \\\n  ");
}

const contactPath = /^\/v1\/contacts\/([^/]+)$/;

function sdkCall({ method, path, body }: RequestCode): string {
  const json = typeof body === "object" && body !== null ? literal(body) : "{}";
  const id = JSON.stringify(decodeURIComponent(contactPath.exec(path)?.[1] ?? ""));
  if (path === "/v1/orders/placed") return `client.orders.upsert(${json})`;
  if (path === "/v1/contacts" && method === "POST") return `client.contacts.create(${json})`;
  if (path === "/v1/contacts") return "client.contacts.list()";
  if (method === "GET") return `client.contacts.get(${id})`;
  if (method === "DELETE") return `client.contacts.delete(${id})`;
  if (method === "PATCH" || method === "PUT") return `client.contacts.update(${id}, ${json})`;
  return `client.orders.upsert(${json}) // ${method} ${path}`;
}

/** The request as a call of this SDK. */
export function sdkCode(request: RequestCode): string {
  return [
    'import { PrivyClient } from "privy-orders";',
    "",
    "// PRIVY_API_TOKEN and PRIVY_BASE_URL come from the environment.",
    "const client = PrivyClient.fromEnv();",
    `await ${sdkCall(request)};`,
  ].join("\n");
}

/** A JSON value as it stands in a program: names without quotes where they need none, long integers as bigint. */
function literal(value: unknown): string {
  const text = writeExactJson(value, 2);
  return text
    .replace(/^(\s*)"([a-z_$][\w$]*)":/gim, "$1$2:")
    .replace(/^(\s*(?:[\w$"]+: )?)(-?\d{16,})(,?)$/gm, "$1$2n$3");
}
