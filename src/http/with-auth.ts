import { raceAbort } from "./abort.js";
import type { TokenSource } from "./token-source.js";
import type { Call, HttpAnswer, Transport } from "./transport.js";

/** Sends one attempt with the given credential. */
export type AuthorizedTransport = (call: Call, authorization: string | undefined) => Promise<HttpAnswer>;

/** Waits for the source to have a token, if it has to fetch one, before the next step. */
export function withPreparedToken(next: Transport<HttpAnswer>, source: TokenSource): Transport<HttpAnswer> {
  if (source.prepare === undefined) return next;
  return async (call) => {
    const preparing = source.prepare?.();
    if (preparing !== undefined) await raceAbort(preparing, call.signal);
    return next(call);
  };
}

/**
 * Adds the bearer token. After a 401 the source is asked once for another token, and the request is repeated if it has
 * one and the call may send another; a second 401 is final.
 */
export function withAuth(next: AuthorizedTransport, source: TokenSource): Transport<HttpAnswer> {
  const remember = (call: Call, token: string): string => {
    if (!call.secrets.includes(token)) call.secrets.push(token);
    return token;
  };
  const tokenFor = (call: Call): string | Promise<string> => {
    const given = source.getToken(call);
    if (typeof given === "string") return remember(call, given);
    return raceAbort(given, call.signal).then((token) => remember(call, token));
  };
  return async (call) => {
    const found = tokenFor(call);
    const token = typeof found === "string" ? found : await found;
    const answer = await next(call, `Bearer ${token}`);
    if (answer.status !== 401 || !source.onRefused(token) || call.attempts >= call.maxAttempts) return answer;
    const fresh = await tokenFor(call);
    return fresh === token ? answer : next(call, `Bearer ${fresh}`);
  };
}
