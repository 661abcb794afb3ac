import { PrivyOrdersError } from "../../errors/privy-orders-error.js";

/**
 * The engine of a queue failed: its disk is full, or its server is gone. The operation may not have been done; try
 * again later. The engine's own error is the `cause`, as far as it can be quoted.
 */
export class QueueEngineError extends PrivyOrdersError {
  declare readonly name: "QueueEngineError";
  declare readonly code: "queue_engine_failed";
  /** The system's or the engine's own code: `SQLITE_FULL`, `ECONNREFUSED`. */
  declare readonly engineCode?: string;

  constructor(engine: string, operation: string, cause: unknown) {
    const engineCode = codeOf(cause);
    const named = engineCode === undefined ? "" : ` (${engineCode})`;
    super(
      "QueueEngineError",
      "queue_engine_failed",
      `The queue's engine ${engine} failed at ${operation}${named}. Try again, and check the engine if that fails too.`,
      { retryable: true },
    );
    if (engineCode !== undefined) this.engineCode = engineCode;
  }
}

/** Only codes are quoted, since an engine's message may quote a row. */
function codeOf(cause: unknown): string | undefined {
  if (typeof cause !== "object" || cause === null || !("code" in cause)) return undefined;
  const code = String(cause.code);
  return /^[A-Z0-9_]{2,40}$/.test(code) ? code : undefined;
}
