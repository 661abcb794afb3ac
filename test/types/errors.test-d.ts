// Compiled by `tsc --noEmit`, never run: each `@ts-expect-error` fails the check when the type allows what it must not.
import {
  type AnyPrivyOrdersError,
  type ConflictError,
  isPrivyOrdersError,
  PrivyOrdersError,
  RateLimitError,
  type ServerError,
  TimeoutError,
} from "privy-orders";

/** Stands for code that needs exactly this type. */
declare function expects<Type>(value: Type): void;

export function narrowsByCode(error: AnyPrivyOrdersError): string {
  switch (error.code) {
    case "invalid_input":
      return error.issues.map(({ message }) => message).join();
    case "connection_failed":
    case "unauthorized":
    case "insufficient_scope":
    case "not_found":
      return error.name;
    case "timeout":
      expects<"attempt" | "deadline">(error.clock);
      return `${error.timeoutMs}`;
    case "conflict":
      expects<string | undefined>(error.existingId);
      return `${error.afterUnknownAttempt}`;
    case "rejected":
      return error.details.map(({ field }) => field).join();
    case "rate_limited":
      expects<number>(error.retryAfterMs);
      return error.retryAt.toISOString();
    case "server_error":
      // @ts-expect-error a server's failure does not always say when to come back
      return error.retryAt.toISOString();
    case "unexpected_response":
      expects<
        "redirect" | "empty" | "truncated" | "not_json" | "too_large" | "shape" | "mismatch" | "status"
      >(error.reason);
      return error.reason;
    default:
      // Nothing is left over: a new leaf must be added to the union, and to every such switch.
      return expects<never>(error) ?? "";
  }
}

export function narrowsByName(error: AnyPrivyOrdersError): void {
  if (error.name === "RateLimitError") expects<RateLimitError>(error);
  // @ts-expect-error there is no error of that name
  if (error.name === "RateLimit") return;
  // @ts-expect-error details belong to one leaf only
  error.details;
}

export function narrowsWhatWasCaught(caught: unknown): void {
  // @ts-expect-error it is not known yet
  caught.code;
  if (isPrivyOrdersError(caught)) {
    expects<AnyPrivyOrdersError>(caught);
    expects<boolean>(caught.retryable);
    if (caught.code === "conflict") expects<ConflictError>(caught);
  }
  if (caught instanceof TimeoutError) expects<"timeout">(caught.code);
  if (caught instanceof PrivyOrdersError) expects<number>(caught.attempts);
}

export function isReadonly(error: ServerError): void {
  // @ts-expect-error fields are facts
  error.retryable = true;
  // @ts-expect-error fields are facts
  error.status = 200;
  // @ts-expect-error names are literals
  error.name = "Other";
  expects<"ServerError">(error.name);
  expects<number | undefined>(error.status);
}

export function isMadeAsItsClassPromises(): void {
  // @ts-expect-error the base is abstract
  new PrivyOrdersError("a", "b", "c");
  // @ts-expect-error a rate limit always says when to come back
  new RateLimitError("text", { status: 429 });
  // @ts-expect-error a timeout always names its clock
  new TimeoutError("text", { timeoutMs: 5 });
  // @ts-expect-error there are two clocks
  new TimeoutError("text", { clock: "call", timeoutMs: 5 });
}
