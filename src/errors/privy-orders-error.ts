/** A registered symbol: equal in every copy of the package. */
const brand: symbol = Symbol.for("privy-orders.error");

/** What every error of this package can carry. */
export interface PrivyOrdersErrorOptions {
  /** How many requests were sent before this error; 0 when nothing left the process. */
  attempts?: number | undefined;
  /** The HTTP status of the response; absent when no response arrived. */
  status?: number | undefined;
  /** Whether the same call may succeed later without any change. */
  retryable?: boolean | undefined;
  /** Milliseconds until it makes sense to try again, when that is known. */
  retryAfterMs?: number | undefined;
  /** The moment from which it makes sense to try again, when that is known. */
  retryAt?: Date | undefined;
  /** What led to this error, already free of secrets and of customers' values. */
  cause?: unknown;
}

/**
 * The base of every error that this package throws (an abort excepted: that rejects with the signal's own reason).
 *
 * No error holds a token, a request's body or headers, or a customer's value: neither in its message nor in
 * `inspect`, `JSON.stringify` or `cause`. Tell the leaves apart by `code` or by `name`, or with `instanceof`.
 */
export abstract class PrivyOrdersError extends Error {
  /** The name of the error's class. */
  declare readonly name: string;
  /** A literal that distinguishes the classes, also across copies of the package. */
  readonly code: string;
  /** Whether the same call may succeed later without any change. */
  readonly retryable: boolean;
  /** How many requests were sent; 0 when nothing left the process. */
  readonly attempts: number;
  /** The HTTP status of the last response; absent when no response arrived. */
  declare readonly status?: number;
  /** Milliseconds until it makes sense to try again, counted from when the error was made. */
  declare readonly retryAfterMs?: number;
  /** The moment from which it makes sense to try again. */
  declare readonly retryAt?: Date;

  protected constructor(name: string, code: string, message: string, options: PrivyOrdersErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    // Not enumerable, so that neither `inspect` nor a spread repeats them.
    Object.defineProperty(this, "name", { value: name, configurable: true });
    Object.defineProperty(this, brand, { value: true });
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.attempts = options.attempts ?? 0;
    if (options.status !== undefined) this.status = options.status;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
    if (options.retryAt !== undefined) this.retryAt = options.retryAt;
  }

  /** What a structured logger gets: the fields, without stack and cause. */
  toJSON(): object {
    return Object.assign({ name: this.name, message: this.message }, this);
  }
}

/** Whether a value carries the brand of this package's errors, whichever copy of the package made it. */
export function hasErrorBrand(value: unknown): boolean {
  return typeof value === "object" && value !== null && brand in value;
}
