import { systemClock } from "../http/clock.js";
import { createSend } from "../http/create-send.js";
import { fetchTransport } from "../http/fetch-transport.js";
import { normalEndpoint } from "../http/options/base-url.js";
import { DEFAULTS } from "../http/options/defaults.js";
import type { HttpAnswer, Transport } from "../http/transport.js";
import { type AuthorizedTransport, withAuth } from "../http/with-auth.js";
import { checkClientOptions } from "./check-client-options.js";
import type { PrivyClientOptions } from "./client-options.js";
import { type Contacts, createContacts } from "./contacts/contacts.js";
import { DEFAULT_BASE_URL } from "./endpoints.js";
import { privyErrors } from "./error-json.js";
import { optionsFromEnv } from "./options-from-env.js";
import { createOrders, type Orders } from "./orders.js";
import { createRateBudget } from "./rate-budget.js";
import { createRateLimitRecord, type RateLimitState } from "./rate-limit.js";
import { tokenSource, userAgentOf } from "./token-source-of.js";

/**
 * Reports a shop's orders to Privy (help.privy.com). One client serves a whole process: it holds no connection, only
 * the order of calls that concern the same `order_id`.
 */
export class PrivyClient {
  /** The orders of a shop. */
  readonly orders: Orders;
  /** The contacts of an account. */
  readonly contacts: Contacts;
  readonly #rateLimit: () => RateLimitState | undefined;

  /** @throws InvalidInputError when an option is missing, unknown or out of range; no value is quoted */
  constructor(options: PrivyClientOptions) {
    checkClientOptions(options);
    const { observer, clock = systemClock, integrationToken } = options;
    const baseUrl = normalEndpoint(options.baseUrl ?? DEFAULT_BASE_URL);
    const record = createRateLimitRecord();
    this.#rateLimit = record.read;
    const exchangeAt = (address: string): AuthorizedTransport =>
      fetchTransport({
        baseUrl: address,
        fetch: options.fetch,
        userAgent: userAgentOf(options),
        clock,
        observer,
        maxResponseBytes: DEFAULTS.maxResponseBytes,
      });
    const tokens = tokenSource(options, { baseUrl, clock, exchangeAt });
    const authorized = withAuth(exchangeAt(baseUrl), tokens);
    const recorded: Transport<HttpAnswer> = (call) => authorized(call).then(record.note);
    const budget = options.rateBudget ?? createRateBudget(options);
    const host = new URL(baseUrl).host;
    const send = createSend(recorded, { ...options, clock, tokens, budget, errors: privyErrors, host });
    const { coalesce = false } = options;
    const parse = parseOptions(options);
    this.orders = createOrders({ send, integrationToken, coalesce, parse });
    this.contacts = createContacts({ send, clock, deadlineMs: options.deadlineMs, parse });
  }

  /**
   * Makes a client from the environment: `PRIVY_API_TOKEN`, or `PRIVY_CLIENT_ID` and `PRIVY_CLIENT_SECRET` (then
   * all scopes are asked for); `PRIVY_INTEGRATION_TOKEN`; `PRIVY_BASE_URL`. Overrides count before the environment.
   *
   * @throws InvalidInputError when the credential is in neither
   */
  static fromEnv(overrides: Partial<PrivyClientOptions> = {}): PrivyClient {
    return new PrivyClient(optionsFromEnv(overrides));
  }

  /** The account's budgets as the last answer described them (RL); nothing before the first answer. */
  get rateLimit(): RateLimitState | undefined {
    return this.#rateLimit();
  }
}

function parseOptions(
  options: PrivyClientOptions,
): Pick<PrivyClientOptions, "defaultCountry" | "invalidPhone" | "unknownFields"> {
  const { defaultCountry, invalidPhone, unknownFields } = options;
  return { defaultCountry, invalidPhone, unknownFields };
}
