import {
  type AnyPrivyOrdersError,
  AuthenticationError,
  ConflictError,
  ConnectionError,
  InvalidInputError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  RejectedError,
  ServerError,
  TimeoutError,
  UnexpectedResponseError,
} from "privy-orders";

const common = { attempts: 2, status: 500, cause: new TypeError("below") };

/** One error of each class, with everything that it can carry. */
export function everyError(): AnyPrivyOrdersError[] {
  return [
    new InvalidInputError("The order was not sent", [
      { code: "invalid", path: ["line_items", 0, "price"], message: "must be a number" },
    ]),
    new ConnectionError("text", { ...common, retryable: true }),
    new TimeoutError("text", { ...common, clock: "deadline", timeoutMs: 5 }),
    new AuthenticationError("text", common),
    new PermissionError("text", common),
    new NotFoundError("text", common),
    new ConflictError("text", { ...common, existingId: "cus_1", afterUnknownAttempt: true }),
    new RejectedError("text", {
      ...common,
      serverCode: "validation_failed",
      details: [{ field: "a", message: "b" }],
    }),
    new RateLimitError("text", { ...common, retryAfterMs: 5, retryAt: new Date(5), window: "day" }),
    new ServerError("text", { ...common, retryAfterMs: 5, retryAt: new Date(5) }),
    new UnexpectedResponseError("text", { ...common, reason: "empty" }),
  ];
}
