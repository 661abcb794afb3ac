import type { CallsInFlight, DrainOptions, DrainResult } from "../http/call/calls-in-flight.js";
import { createKernel } from "../http/kernel.js";
import { normalEndpoint } from "../http/options/base-url.js";
import { clockOf } from "../http/options/clock-of.js";
import type { RateBudget } from "../http/rate/rate-gate.js";
import type { RateLimitState } from "../http/rate/rate-limit-state.js";
import { isObject } from "../schemas/objects/is-object.js";
import { checkClientOptions } from "./check-client-options.js";
import type { PrivyClientOptions } from "./client-options.js";
import { type Contacts, createContacts } from "./contacts/contacts.js";
import { DEFAULT_BASE_URL } from "./endpoints.js";
import { privyDialect } from "./error-json.js";
import { optionsFromEnv } from "./options-from-env.js";
import { createOrders, type Orders } from "./orders.js";
import { createRateBudget } from "./rate-budget.js";
import { tokenSource, userAgentOf } from "./token-source-of.js";

/**
 * Reports a shop's orders to Privy (help.privy.com). One client serves a whole process: it holds no connection, only
 * the order of calls that concern the same `order_id`.
 */
export class PrivyClient {
  /** Stays the same when a bundler shortens names. */
  static readonly name = "PrivyClient";
  /** The orders of a shop. */
  readonly orders: Orders;
  /** The contacts of an account. */
  readonly contacts: Contacts;
  /** The account's budgets, which another client can be given as `rateBudget`; a queue's worker takes its places in them. */
  readonly rateBudget: RateBudget;
  readonly #inFlight: CallsInFlight;
  #rateLimit: RateLimitState | undefined;

  /** @throws InvalidInputError when an option is missing, unknown or out of range; no value is quoted */
  constructor(options: PrivyClientOptions) {
    checkClientOptions(options);
    const { integrationToken } = options;
    const clock = clockOf(options);
    this.rateBudget = options.rateBudget ?? createRateBudget({ liveReserve: options.liveReserve });
    const baseUrl = normalEndpoint(options.baseUrl ?? DEFAULT_BASE_URL);
    const kernel = createKernel({
      ...options,
      clock,
      baseUrl,
      userAgent: userAgentOf(options),
      dialect: privyDialect,
      tokens: tokenSource(options, { baseUrl, clock }),
      budget: this.rateBudget,
      record: ({ rateLimit }) => {
        // A response without such headers (a proxy's, say) changes nothing.
        if (rateLimit.minute !== undefined || rateLimit.day !== undefined) this.#rateLimit = rateLimit;
      },
    });
    this.#inFlight = kernel.inFlight;
    const { coalesce = false } = options;
    const parse = parseOptions(options);
    // A test's clock may stand long before its orders, which are often dated by the machine's.
    const now = (): number => Math.max(clock.now(), Date.now());
    this.orders = createOrders({ kernel, integrationToken, coalesce, parse, now });
    this.contacts = createContacts({ kernel, clock, deadlineMs: options.deadlineMs, parse });
  }

  /**
   * Makes a client from the environment: `PRIVY_API_TOKEN`, or `PRIVY_CLIENT_ID` and `PRIVY_CLIENT_SECRET` (then
   * all scopes are asked for); `PRIVY_INTEGRATION_TOKEN`; `PRIVY_BASE_URL`. Overrides count before the environment.
   *
   * @throws InvalidInputError when the credential is in neither
   */
  static fromEnv(overrides: Partial<PrivyClientOptions> = {}): PrivyClient {
    return new PrivyClient(isObject(overrides) ? optionsFromEnv(overrides) : overrides);
  }

  /**
   * The account's budgets as the last response described them; nothing before the first response.
   *
   * @see https://help.privy.com/docs (rate limits)
   */
  get rateLimit(): RateLimitState | undefined {
    return this.#rateLimit;
  }

  /** How many calls are not over yet: those that wait, send or pause before another attempt. */
  get inFlight(): number {
    return this.#inFlight.count;
  }

  /**
   * Waits until every call is over, those that begin meanwhile included; for a shutdown, after the last order was taken.
   * Aborts nothing: what is `left` at `deadlineMs` goes on, and may still be stored.
   *
   * @throws InvalidInputError when an option is unknown or out of range
   */
  drain(options?: DrainOptions): Promise<DrainResult> {
    return this.#inFlight.drain(options);
  }
}

function parseOptions(
  options: PrivyClientOptions,
): Pick<PrivyClientOptions, "defaultCountry" | "invalidPhone" | "invalidEmail" | "unknownFields"> {
  const { defaultCountry, invalidPhone, invalidEmail, unknownFields } = options;
  return { defaultCountry, invalidPhone, invalidEmail, unknownFields };
}
