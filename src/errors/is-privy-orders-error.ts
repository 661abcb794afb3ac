import type { AuthenticationError } from "./authentication-error.js";
import type { ConflictError } from "./conflict-error.js";
import type { ConnectionError } from "./connection-error.js";
import type { InvalidInputError } from "./invalid-input-error.js";
import type { NotFoundError } from "./not-found-error.js";
import type { PermissionError } from "./permission-error.js";
import { hasErrorBrand } from "./privy-orders-error.js";
import type { RateLimitError } from "./rate-limit-error.js";
import type { RejectedError } from "./rejected-error.js";
import type { ServerError } from "./server-error.js";
import type { TimeoutError } from "./timeout-error.js";
import type { UnexpectedResponseError } from "./unexpected-response-error.js";

/** Any error of this package; `switch (error.code)` narrows it to its leaf. */
export type AnyPrivyOrdersError =
  | InvalidInputError
  | ConnectionError
  | TimeoutError
  | AuthenticationError
  | PermissionError
  | NotFoundError
  | ConflictError
  | RejectedError
  | RateLimitError
  | ServerError
  | UnexpectedResponseError;

/** Whether a caught value is an error of this package, also when another copy of the package threw it. */
export function isPrivyOrdersError(value: unknown): value is AnyPrivyOrdersError {
  return hasErrorBrand(value);
}
