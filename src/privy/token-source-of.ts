import type { Clock } from "../http/clock.js";
import { createSend } from "../http/create-send.js";
import { normalEndpoint } from "../http/options/base-url.js";
import { DEFAULTS } from "../http/options/defaults.js";
import { fixedToken, suppliedToken, type TokenSource } from "../http/token-source.js";
import type { AuthorizedTransport } from "../http/with-auth.js";
import { VERSION } from "../version.js";
import { clientCredentials } from "./client-credentials.js";
import type { PrivyClientOptions } from "./client-options.js";
import { TOKEN_PATH } from "./endpoints.js";
import { oauthErrors } from "./error-json.js";

/** `my-shop/1.0 privy-orders/0.1.0` */
export function userAgentOf({ userAgent }: PrivyClientOptions): string {
  const own = `privy-orders/${VERSION}`;
  return userAgent === undefined ? own : `${userAgent} ${own}`;
}

/** Where a client's bearer tokens come from: its options are checked, so there is exactly one credential. */
export function tokenSource(
  options: PrivyClientOptions,
  kernel: {
    readonly baseUrl: string;
    readonly clock: Clock;
    readonly exchangeAt: (address: string) => AuthorizedTransport;
  },
): TokenSource {
  const { token, oauth } = options;
  if (typeof token === "function") return suppliedToken(token);
  if (oauth === undefined) return fixedToken(token ?? "");
  const { clock } = kernel;
  const tokenUrl = normalEndpoint(oauth.tokenUrl ?? new URL(kernel.baseUrl).origin + TOKEN_PATH);
  const exchange = kernel.exchangeAt(tokenUrl);
  const send = createSend((call) => exchange(call, undefined), {
    ...options,
    clock,
    errors: oauthErrors,
    host: new URL(tokenUrl).host,
  });
  return clientCredentials({ ...oauth, send, clock, deadlineMs: options.deadlineMs ?? DEFAULTS.deadlineMs });
}
