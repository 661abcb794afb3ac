/**
 * Why a request never left: no connection, a proxy that refused, a certificate that did not hold, a fetch that was
 * closed. By the code the kernel knows that the server cannot have seen it; undici's own error, code included, is the cause.
 */
export class RequestNotSentError extends Error {
  readonly code = "REQUEST_NOT_SENT";

  constructor(cause: unknown) {
    super(`the request was not sent: ${cause instanceof Error ? cause.message : "unknown reason"}`, {
      cause,
    });
    Object.defineProperty(this, "name", { value: "RequestNotSentError", configurable: true });
  }
}
