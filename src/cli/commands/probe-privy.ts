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

/** What one request tells of an account. */
export interface Probe {
  /** The error that the answer was; nothing when it was a success, which no Privy gives to this. */
  readonly error: PrivyOrdersError | undefined;
  /** The answer's headers; nothing when there was no answer. */
  readonly headers: ResponseHeaders | undefined;
  readonly durationMs: number;
  /** This machine's clock against the answer's `Date`, whose resolution is a second. Milliseconds. */
  readonly clockAheadMs: number | undefined;
}

/**
 * Sends one request that proves the token, the scope for orders and the integration token, and cannot store anything:
 * an order without a single field. An order is kept under its `order_id`, and needs `total`, `currency`, `order_date`
 * and someone to belong to as well (ORD); without any of them there is nothing that a server could create or update, so
 * Privy answers 422. The token is looked at before the scope, and both before the fields, hence a 422 proves the two. It
 * is sent once: no retry. It costs one request of the account's budget.
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
