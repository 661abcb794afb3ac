import { isPrivyOrdersError } from "../../errors/is-privy-orders-error.js";
import { judgeFailure } from "../../import/run/import-verdict.js";

/** The error of an unknown failure. */
const unknownFailure = (): Error => new Error("The delivery reported a failure without its error.");

const isFailure = (value: unknown): value is object =>
  typeof value === "object" && value !== null && Reflect.get(value, "ok") === false;

/** Returns whether an error is the order's own, so that no repetition helps. */
const isOfOrder = (error: unknown): boolean =>
  isPrivyOrdersError(error) && judgeFailure(error).kind === "record";

/**
 * The failure within a result that has `ok: false`: its own error, or that of one of several destinations, as `sendToAll` gives
 * them. What may pass comes first, so that an order dies only when there is nothing left to wait for. Nothing when it succeeded.
 */
export function failureWithin(result: unknown): unknown {
  if (!isFailure(result)) return undefined;
  const own: unknown = Reflect.get(result, "error");
  if (own !== undefined && own !== null) return own;
  const errors = Object.values(result)
    .filter(isFailure)
    .map((one): unknown => Reflect.get(one, "error") ?? unknownFailure());
  return errors.find((error) => !isOfOrder(error)) ?? errors[0] ?? unknownFailure();
}
