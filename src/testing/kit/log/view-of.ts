import type { IncomingRequest } from "../exchange/incoming-request.js";
import { readJsonObject } from "../exchange/read-json-object.js";
import type { Vendor } from "../exchange/vendor.js";
import { isSecretName, type KnownSecrets, maskCredentials, maskMembers, maskSecret } from "./mask-secret.js";
import type { RequestView } from "./request-view.js";

/** Returns a request as a test sees it. */
export function viewOf(request: IncomingRequest, vendor: Vendor): RequestView {
  const own = /^(?:bearer|basic) +(\S{8,})$/i.exec(request.headers.authorization ?? "")?.[1];
  const secrets: KnownSecrets = { prefixes: vendor.credentialPrefixes, own };
  const body = readBody(request, vendor, secrets);
  return {
    method: request.method,
    path: maskCredentials(request.path, secrets),
    query: withoutSecrets([...new URLSearchParams(request.search)], secrets),
    headers: withoutSecrets(Object.entries(request.headers), secrets),
    ...(body === undefined ? {} : { body }),
  };
}

function withoutSecrets(
  pairs: readonly [string, string][],
  secrets: KnownSecrets,
): Readonly<Record<string, string>> {
  const entries = pairs.map(([name, value]) => [
    name,
    isSecretName(name) ? maskSecret(value, secrets.prefixes) : maskCredentials(value, secrets),
  ]);
  return Object.freeze(Object.fromEntries(entries));
}

function readBody(
  { path, headers, bodyText }: IncomingRequest,
  vendor: Vendor,
  secrets: KnownSecrets,
): unknown {
  if (bodyText === "") return undefined;
  const isTokenRequest = path === vendor.tokenPath;
  if (isTokenRequest || /^application\/x-www-form-urlencoded\b/i.test(headers["content-type"] ?? "")) {
    const parameters = [...new URLSearchParams(bodyText)];
    // Any part of malformed credentials could be the secret.
    return withoutSecrets(
      parameters.filter(([name]) => !isTokenRequest || tokenParameters.includes(name)),
      secrets,
    );
  }
  const read = readJsonObject(bodyText);
  return "value" in read ? maskMembers(read.value, secrets) : maskCredentials(bodyText, secrets);
}

const tokenParameters: readonly string[] = ["grant_type", "client_id", "client_secret", "scope"];
