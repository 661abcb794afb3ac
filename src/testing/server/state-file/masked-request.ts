import { parseJson } from "../../../http/response/lossless-json.js";
import type { IncomingRequest } from "../../kit/exchange/incoming-request.js";
import type { KeptAnswer } from "../../kit/log/log-entry.js";
import {
  isSecretName,
  type KnownSecrets,
  maskCredentials,
  maskMembers,
  maskSecret,
} from "../../kit/log/mask-secret.js";
import { PRIVY } from "../../privy/vendor.js";
import { jsonText } from "../control/routing/json-text.js";

const prefixes = PRIVY.credentialPrefixes;

/** Returns a request with its response for saving, with secrets masked. */
export function maskedRequest(
  request: IncomingRequest,
  answer: KeptAnswer | undefined,
): { readonly request: IncomingRequest; readonly answer: KeptAnswer | undefined } {
  const own = /^(?:bearer|basic) +(\S{8,})$/i.exec(request.headers.authorization ?? "")?.[1];
  const secrets: KnownSecrets = { prefixes, own };
  const isExchange = request.path === PRIVY.tokenPath;
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    isSecretName(name) ? maskSecret(value, prefixes) : maskCredentials(value, secrets),
  ]);
  return {
    request: {
      ...request,
      path: maskCredentials(request.path, secrets),
      search: maskForm(request.search, secrets),
      headers: Object.fromEntries(headers),
      bodyText: isExchange ? maskForm(request.bodyText, secrets) : maskText(request.bodyText, secrets),
    },
    answer: answer && { ...answer, body: maskText(answer.body, secrets) },
  };
}

function maskText(text: string, secrets: KnownSecrets): string {
  // Most texts have no secrets and need not be parsed.
  if (!isSecretName(text)) return maskCredentials(text, secrets);
  try {
    return jsonText(maskMembers(parseJson(text), secrets));
  } catch {
    return maskCredentials(text, secrets);
  }
}

function maskForm(text: string, secrets: KnownSecrets): string {
  if (text === "" || !(isSecretName(text) || prefixes.some((prefix) => text.includes(prefix)))) return text;
  const query = new URLSearchParams(text);
  const pairs = [...query].map(([name, value]) => [
    name,
    isSecretName(name) ? maskSecret(value, prefixes) : maskCredentials(value, secrets),
  ]);
  return (text.startsWith("?") ? "?" : "") + new URLSearchParams(pairs).toString();
}
