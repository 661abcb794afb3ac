import { InvalidInputError } from "../errors/invalid-input-error.js";

/** Whether a host name, as `URL` gives it, names this machine itself. */
function isLoopback(hostname: string): boolean {
  return /^(?:.+\.)?localhost$|^127\.\d+\.\d+\.\d+$|^\[::1\]$/.test(hostname);
}

/**
 * Checks an address that credentials will be sent to, and gives it back without a slash at its end.
 *
 * @throws InvalidInputError unless it is an https URL (http is accepted for a loopback host) without user, query and fragment
 */
export function checkEndpoint(address: string, option: string): string {
  const refuse = (message: string): never => {
    throw new InvalidInputError("The client was not made", [{ path: [option], message }]);
  };
  if (typeof address !== "string" || !URL.canParse(address)) {
    return refuse("must be an absolute URL, for example https://api.example.com/v1");
  }
  const url = new URL(address);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    return refuse(
      "must begin with https://, because a token travels with every request (http:// is accepted for localhost only)",
    );
  }
  if (url.username !== "" || url.password !== "") return refuse("must not contain a user name or a password");
  if (url.search !== "" || url.hash !== "") return refuse("must not contain a query or a fragment");
  return url.href.replace(/\/+$/, "");
}
