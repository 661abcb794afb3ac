import { parseUrl } from "./parse-url.js";

/** Whether a host name, as `URL` gives it, names this machine itself. */
function isLoopback(hostname: string): boolean {
  return /^(?:.+\.)?localhost$|^127\.\d+\.\d+\.\d+$|^\[::1\]$/.test(hostname);
}

/**
 * Returns what is wrong with an address that credentials will be sent to: anything but an https URL (http is accepted for a
 * loopback host) without user, query and fragment.
 */
export function endpointProblem(address: unknown): string | undefined {
  const url = typeof address === "string" ? parseUrl(address) : undefined;
  if (url === undefined) return "must be an absolute URL such as https://api.example.com/v1";
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname)))
    return "must begin with https://, because the credential would travel with it (http:// is for localhost only)";
  if (url.username !== "" || url.password !== "") return "must not contain a user name or a password";
  if (url.search !== "" || url.hash !== "") return "must not contain a query or a fragment";
  return undefined;
}

/** A checked address without a slash at its end. */
export function normalEndpoint(address: string): string {
  const { origin, pathname } = new URL(address);
  // Not `href`: it keeps a lone "?" or "#" at its end, and every path would become a query or a fragment.
  return (origin + pathname).replace(/\/+$/, "");
}
