import { fixedToken, suppliedToken, type TokenSource } from "../http/auth/token-source.js";
import type { Clock } from "../http/clock.js";
import { createKernel } from "../http/kernel.js";
import { normalEndpoint } from "../http/options/base-url.js";
import { DEFAULTS } from "../http/options/defaults.js";
import { VERSION } from "../version.js";
import { clientCredentials } from "./client-credentials.js";
import type { PrivyClientOptions } from "./client-options.js";
import { TOKEN_PATH } from "./endpoints.js";
import { oauthDialect } from "./error-json.js";

/** `my-shop/1.0 privy-orders/0.1.0` */
export function userAgentOf({ userAgent }: PrivyClientOptions): string {
  const own = `privy-orders/${VERSION}`;
  return userAgent === undefined ? own : `${userAgent} ${own}`;
}

/** Where a client's bearer tokens come from: its options are checked, so there is exactly one credential. */
export function tokenSource(
  options: PrivyClientOptions,
  { baseUrl, clock }: { readonly baseUrl: string; readonly clock: Clock },
): TokenSource {
  const { token, oauth } = options;
  if (typeof token === "function") return suppliedToken(token);
  if (oauth === undefined) return fixedToken(token ?? "");
  const { send } = createKernel({
    ...options,
    clock,
    baseUrl: normalEndpoint(oauth.tokenUrl ?? new URL(baseUrl).origin + TOKEN_PATH),
    userAgent: userAgentOf(options),
    dialect: oauthDialect,
  });
  return clientCredentials({ ...oauth, send, clock, deadlineMs: options.deadlineMs ?? DEFAULTS.deadlineMs });
}
