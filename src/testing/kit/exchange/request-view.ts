import type { IncomingRequest } from "./incoming-request.js";
import { isSecretName, maskSecret } from "./mask-secret.js";
import { readJsonObject } from "./read-json-object.js";
import type { Vendor } from "./vendor.js";

/** A request for a test to look at, with secrets masked. */
export interface RequestView {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. Credentials are masked. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The parsed JSON as it came, integers beyond 2^53 as bigint; the text itself when it is no JSON object; absent when empty.
   * Of a form, its parameters, secrets masked.
   */
  readonly body?: unknown;
}

/** What a test may see of a request. */
export function viewOf(request: IncomingRequest, vendor: Vendor): RequestView {
  const body = readBody(request, vendor);
  return {
    method: request.method,
    path: request.path,
    query: withoutSecrets([...new URLSearchParams(request.search)], vendor),
    headers: withoutSecrets(Object.entries(request.headers), vendor),
    ...(body === undefined ? {} : { body }),
  };
}

function withoutSecrets(
  pairs: readonly [string, string][],
  { credentialPrefixes }: Vendor,
): Readonly<Record<string, string>> {
  const entries = pairs.map(([name, value]) => [
    name,
    isSecretName(name) ? maskSecret(value, credentialPrefixes) : value,
  ]);
  return Object.freeze(Object.fromEntries(entries));
}

function readBody({ path, headers, bodyText }: IncomingRequest, vendor: Vendor): unknown {
  if (bodyText === "") return undefined;
  const isTokenRequest = path === vendor.tokenPath;
  if (isTokenRequest || /^application\/x-www-form-urlencoded\b/i.test(headers["content-type"] ?? "")) {
    const parameters = [...new URLSearchParams(bodyText)];
    // Of credentials that came in another form than they should, any part could be the secret.
    return withoutSecrets(
      parameters.filter(([name]) => !isTokenRequest || tokenParameters.includes(name)),
      vendor,
    );
  }
  const read = readJsonObject(bodyText);
  return "value" in read ? read.value : bodyText;
}

const tokenParameters: readonly string[] = ["grant_type", "client_id", "client_secret", "scope"];
