import { InvalidInputError } from "../errors/invalid-input-error.js";
import { fixedToken, suppliedToken } from "../http/auth/token-source.js";
import type { CallsInFlight, DrainOptions, DrainResult } from "../http/call/calls-in-flight.js";
import { createKernel } from "../http/kernel.js";
import { normalEndpoint } from "../http/options/base-url.js";
import { clockOf } from "../http/options/clock-of.js";
import { environment } from "../http/options/environment.js";
import { pacedWindow } from "../http/rate/paced-window.js";
import { createWindowedBudget } from "../http/rate/rate-budget.js";
import type { RateBudget } from "../http/rate/rate-gate.js";
import { isObject } from "../schemas/objects/is-object.js";
import { VERSION } from "../version.js";
import { checkSequenzyOptions } from "./check-client-options.js";
import type { SequenzyClientOptions } from "./client-options.js";
import { sequenzyDialect } from "./error-json.js";
import { createSequenzyOrders, type SequenzyOrders } from "./orders.js";

const DEFAULT_BASE_URL = "https://api.sequenzy.com/api/v1";
const DEFAULT_PER_MINUTE = 100;
const DEFAULT_PER_SECOND = 20;

function budgetOf({ rateLimit }: SequenzyClientOptions): RateBudget | undefined {
  if (rateLimit === false) return undefined;
  const { perMinute = DEFAULT_PER_MINUTE, perSecond = DEFAULT_PER_SECOND } = rateLimit ?? {};
  return createWindowedBudget({
    liveReserve: 0,
    windows: [
      pacedWindow({ name: "minute", windowMs: 60_000, limit: perMinute }),
      pacedWindow({ name: "second", windowMs: 1_000, limit: perSecond }),
    ],
  });
}

/**
 * Reports a shop's orders to Sequenzy. One client serves a whole process.
 *
 * @see https://docs.sequenzy.com
 */
export class SequenzyClient {
  /** Stays the same when a bundler shortens names. */
  static readonly name = "SequenzyClient";
  /** The orders of a shop. */
  readonly orders: SequenzyOrders;
  readonly #inFlight: CallsInFlight;

  /** @throws InvalidInputError when an option is missing, unknown or out of range; no value is quoted */
  constructor(options: SequenzyClientOptions) {
    checkSequenzyOptions(options);
    const { apiKey, userAgent } = options;
    const clock = clockOf(options);
    const own = `privy-orders/${VERSION}`;
    const kernel = createKernel({
      ...options,
      clock,
      baseUrl: normalEndpoint(options.baseUrl ?? DEFAULT_BASE_URL),
      userAgent: userAgent === undefined ? own : `${userAgent} ${own}`,
      dialect: sequenzyDialect,
      tokens: typeof apiKey === "function" ? suppliedToken(apiKey) : fixedToken(apiKey),
      budget: budgetOf(options),
    });
    this.orders = createSequenzyOrders(kernel);
    this.#inFlight = kernel.inFlight;
  }

  /** How many calls are not over yet: those that wait, send or pause before another attempt. */
  get inFlight(): number {
    return this.#inFlight.count;
  }

  /** Waits until every call is over, as `PrivyClient.drain` does. */
  drain(options?: DrainOptions): Promise<DrainResult> {
    return this.#inFlight.drain(options);
  }

  /**
   * Creates a client from the environment: `SEQUENZY_API_KEY` and `SEQUENZY_BASE_URL`. Overrides take precedence.
   *
   * @throws InvalidInputError when the key is in neither
   */
  static fromEnv(overrides: Partial<SequenzyClientOptions> = {}): SequenzyClient {
    if (!isObject(overrides)) return new SequenzyClient(overrides); // which refuses it
    const env = environment();
    const apiKey = overrides.apiKey ?? (env?.SEQUENZY_API_KEY || undefined);
    if (apiKey === undefined) {
      const message = "the environment variable SEQUENZY_API_KEY is missing or empty; set it, or pass apiKey";
      throw new InvalidInputError("The client was not created", [
        { code: "missing", path: ["apiKey"], message },
      ]);
    }
    return new SequenzyClient({
      ...overrides,
      apiKey,
      baseUrl: overrides.baseUrl ?? (env?.SEQUENZY_BASE_URL || undefined),
    });
  }
}
