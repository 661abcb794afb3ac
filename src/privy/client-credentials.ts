import { AuthenticationError } from "../errors/authentication-error.js";
import { abandonedAt } from "../http/abandoned-call.js";
import type { TokenSource } from "../http/auth/token-source.js";
import type { Clock } from "../http/clock.js";
import type { HttpRequest, ResponseContext } from "../http/http-request.js";
import type { Send } from "../http/kernel.js";
import { credentialProblem } from "../http/options/header-value.js";
import { unexpectedShape } from "../http/response/unexpected-shape.js";
import { memberOf } from "../schemas/objects/is-object.js";
import type { Scope } from "./scope.js";

/**
 * How the client exchanges its OAuth credentials for access tokens.
 *
 * @see https://help.privy.com/docs (authentication)
 */
export interface OAuthOptions {
  /** The id of the OAuth client. */
  readonly clientId: string;
  /** A secret: never in a browser. */
  readonly clientSecret: string;
  /** Always sent, since the default differs between versions of Privy's documentation. At least one. */
  readonly scopes: readonly Scope[];
  /** Default `https://api.privy.com/oauth/token`. Must be https, unless it is a loopback host. */
  readonly tokenUrl?: string | undefined;
}

export interface ClientCredentialsOptions extends OAuthOptions {
  /** Sends to the token URL; its limits are those of one exchange. */
  readonly send: Send;
  readonly clock: Clock;
  /** How long one exchange may take. Milliseconds. */
  readonly deadlineMs: number;
}

/** A token is replaced this long before it expires, or after nine tenths of a shorter life. Milliseconds. */
const renewBeforeMs = 60_000;

/** How long credentials that were refused are not tried again. Milliseconds. */
const refusedPauseMs = 60_000;

/** What the token URL gives. */
interface TokenGrant {
  readonly token: string;
  readonly lifeMs: number;
}

interface AccessToken {
  readonly token: string;
  /** By the client's clock. */
  readonly renewAt: number;
}

function exchangeRequest({ clientId, clientSecret, scopes }: OAuthOptions): HttpRequest<TokenGrant> {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    scope: scopes.join(" "),
  });
  return {
    operation: "oauth.token",
    method: "POST",
    path: "",
    route: "/oauth/token",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
    read: readToken,
    sensitiveValues: () => [clientId, clientSecret],
  };
}

/** @throws UnexpectedResponseError `shape` when the response holds no usable token */
function readToken(body: unknown, context: ResponseContext): TokenGrant {
  const token = memberOf(body, "access_token");
  const seconds = memberOf(body, "expires_in");
  const type = memberOf(body, "token_type") ?? "Bearer";
  const isBearer = typeof type === "string" && type.toLowerCase() === "bearer";
  const usable = credentialProblem(token) === undefined && isBearer;
  if (typeof token !== "string" || !usable) {
    throw unexpectedShape(context, "a usable bearer token in it");
  }
  // A life that is missing or absurd: trust the token until it is refused, but not for longer than the documented two hours.
  const life = typeof seconds === "number" && seconds > 0 && seconds <= 31_536_000 ? seconds : 7_200;
  return { token, lifeMs: life * 1000 };
}

/**
 * Access tokens by OAuth client credentials. One exchange serves all calls that wait; the token is kept until shortly
 * before it expires. A failed exchange fails all who waited for it, and the next call tries anew; credentials that were
 * refused (401) are not asked for again within a minute. There is no refresh
 * token: a refused one is replaced by another exchange.
 */
export function clientCredentials(options: ClientCredentialsOptions): TokenSource {
  const { send, clock, deadlineMs } = options;
  let current: AccessToken | undefined;
  let pending: { readonly token: Promise<AccessToken>; readonly untilMs: number } | undefined;

  let refused: { readonly error: AuthenticationError; readonly fromMs: number } | undefined;

  /** @throws AuthenticationError while credentials that were refused are not tried again */
  const checkRefused = (): void => {
    if (refused === undefined) return;
    const passedMs = clock.now() - refused.fromMs;
    // Before its beginning: the clock was set back.
    if (passedMs < 0 || passedMs >= refusedPauseMs) {
      refused = undefined;
      return;
    }
    const { status, message, cause } = refused.error;
    const retryAfterMs = refusedPauseMs - passedMs;
    const retryAt = new Date(clock.now() + retryAfterMs);
    throw new AuthenticationError(
      `${message} They were refused ${Math.round(passedMs / 1000)} s ago and are tried again in ${Math.ceil(retryAfterMs / 1000)} s, or by a new client.`,
      { status, cause, retryAfterMs, retryAt },
    );
  };

  const exchange = async (): Promise<AccessToken> => {
    checkRefused();
    const startedAt = clock.now();
    const { result } = await send(exchangeRequest(options)).catch((error) => {
      if (error instanceof AuthenticationError) refused = { error, fromMs: clock.now() };
      throw error;
    });
    const { token, lifeMs } = result;
    return { token, renewAt: startedAt + Math.max(lifeMs - renewBeforeMs, lifeMs * 0.9) };
  };

  const renew = (): Promise<AccessToken> => {
    if (pending !== undefined && clock.now() < pending.untilMs) return pending.token;
    const token = exchange()
      .then((fresh) => {
        current = fresh;
        return fresh;
      })
      .finally(() => {
        if (pending === mine) pending = undefined;
      });
    const mine = { token, untilMs: abandonedAt(clock.now() + deadlineMs) };
    pending = mine;
    return token;
  };

  const usable = (): AccessToken | undefined =>
    current !== undefined && clock.now() < current.renewAt ? current : undefined;

  return {
    prepare: () => (usable() === undefined ? renew() : undefined),
    getToken: () => usable()?.token ?? renew().then(({ token }) => token),
    onRefused(token) {
      // Another caller may have replaced it already; then its successor is still untried.
      if (current?.token === token) current = undefined;
      return true;
    },
  };
}
