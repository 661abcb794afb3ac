import { isPrivyOrdersError } from "../../errors/is-privy-orders-error.js";
import type { PrivyOrdersError } from "../../errors/privy-orders-error.js";
import { systemClock } from "../../http/clock.js";
import type { ResponseHeaders } from "../../http/fetch-like.js";
import { createKernel } from "../../http/kernel.js";
import { normalEndpoint } from "../../http/options/base-url.js";
import { checkClientOptions } from "../../privy/check-client-options.js";
import type { PrivyClientOptions } from "../../privy/client-options.js";
import { DEFAULT_BASE_URL, INTEGRATION_TOKEN_HEADER } from "../../privy/endpoints.js";
import { privyDialect } from "../../privy/error-json.js";
import { tokenSource, userAgentOf } from "../../privy/token-source-of.js";

/** The result of one request about an account. */
export interface Probe {
  /** The response as an error; undefined for a success, which Privy never returns for this request. */
  readonly error: PrivyOrdersError | undefined;
  /** The response's headers; undefined without a response. */
  readonly headers: ResponseHeaders | undefined;
  readonly durationMs: number;
  /** How far this machine's clock is ahead of the response's `Date`, in milliseconds; its resolution is a second. */
  readonly clockAheadMs: number | undefined;
}

/**
 * Sends one request that proves the token, the scope for orders and the integration token, and cannot store anything:
 * an order without a single field. An order is kept under its `order_id`, and needs `total`, `currency`, `order_date`
 * and an email or a phone as well. Without any of them a server has nothing to create or update, so Privy responds with
 * 422. The token is checked before the scope, and both before the fields, so a 422 proves both. The request is sent once,
 * without a retry, and costs one request of the account's budget.
 *
 * @throws InvalidInputError when the connection's options cannot be used
 */
export async function probePrivy(options: PrivyClientOptions): Promise<Probe> {
  checkClientOptions(options);
  const clock = systemClock;
  const baseUrl = normalEndpoint(options.baseUrl ?? DEFAULT_BASE_URL);
  let headers: ResponseHeaders | undefined;
  let clockAheadMs: number | undefined;
  let sentAt = 0;
  const { send } = createKernel({
    ...options,
    clock,
    baseUrl,
    userAgent: userAgentOf(options),
    dialect: privyDialect,
    tokens: tokenSource(options, { baseUrl, clock }),
    maxAttempts: 1,
    observer: {
      onAttemptStart: () => {
        sentAt = clock.now();
        return undefined;
      },
    },
    record: (response) => {
      headers = response.headers;
      const date = Date.parse(headers.get("date") ?? "");
      // The header is cut to whole seconds: on average half of one is missing.
      if (!Number.isNaN(date)) clockAheadMs = (sentAt + clock.now()) / 2 - (date + 500);
    },
  });
  const startedAt = clock.now();
  const { integrationToken } = options;
  let error: PrivyOrdersError | undefined;
  try {
    await send(
      {
        operation: "doctor",
        method: "POST",
        path: "/orders/placed",
        route: "/orders/placed",
        headers:
          integrationToken === undefined ? undefined : { [INTEGRATION_TOKEN_HEADER]: integrationToken },
        body: "{}",
        read: () => undefined,
        sensitiveValues: () => (integrationToken === undefined ? [] : [integrationToken]),
      },
      {},
    );
  } catch (thrown) {
    if (!isPrivyOrdersError(thrown)) throw thrown;
    error = thrown;
  }
  return { error, headers, clockAheadMs, durationMs: clock.now() - startedAt };
}
