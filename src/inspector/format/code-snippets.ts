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
const textOf = (body: unknown): string => (typeof body === "string" ? body : writeExactJson(body));

/** The request as a call of curl; the token is in a variable of the shell. */
export function curlCode(
  { method, path, query, body, hasIntegration }: RequestCode,
  baseUrl: string,
): string {
  const search = new URLSearchParams(query ?? {}).toString();
  return [
    `curl -X ${method} ${quoted(baseUrl.replace(/\/v1$/, "") + path + (search && `?${search}`))}`,
    '-H "Authorization: Bearer $PRIVY_API_TOKEN"',
    hasIntegration && '-H "X-Privy-Integration-Token: $PRIVY_INTEGRATION_TOKEN"',
    body !== undefined && `-H 'Content-Type: application/json' \\\n  -d ${quoted(textOf(body))}`,
  ]
    .filter(Boolean)
    .join(" \\\n  ");
}

const verbs: Readonly<Record<string, string>> = { GET: "get", DELETE: "delete", PATCH: "update" };

/** The request as a call of this SDK. Long integers are bigint. */
export function sdkCode({ method, path, body }: RequestCode): string {
  const json = textOf(body ?? {}).replace(/^(\s*(?:"\w+": )?)(-?\d{16,})(,?)$/gm, "$1$2n$3");
  const [, id] = /^\/v1\/contacts\/([^/]+)$/.exec(path) ?? [];
  const isList = path === "/v1/contacts" && method === "GET";
  const call =
    id === undefined
      ? `${isList ? "contacts.list()" : `${path.includes("contacts") ? "contacts.create" : "orders.upsert"}(${json})`}`
      : `contacts.${verbs[method] ?? "get"}("${decodeURIComponent(id)}"${method === "PATCH" ? `, ${json}` : ""})`;
  return `import { PrivyClient } from "privy-orders";

const client = PrivyClient.fromEnv();
await client.${call};`;
}
