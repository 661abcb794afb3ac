import { hasErrorBrand, type PrivyOrdersError } from "../../errors/privy-orders-error.js";

/** The fields of an engine's failure for logs and metrics, without a row's content. */
export interface EngineErrorFields {
  /** The error's `code`; `_OTHER` for one of another package. */
  readonly errorCode: string;
  /** The system's or the engine's own code: `SQLITE_FULL`. */
  readonly engineCode?: string;
}

export function engineErrorFields(error: unknown): EngineErrorFields {
  if (!hasErrorBrand(error)) return { errorCode: "_OTHER" };
  // The brand proves that the code exists.
  const { code: errorCode } = error as PrivyOrdersError;
  const engineCode: unknown = Reflect.get(Object(error), "engineCode");
  return typeof engineCode === "string" ? { errorCode, engineCode } : { errorCode };
}
