import { isPrivyOrdersError } from "../../errors/is-privy-orders-error.js";
import type { HookOutcome } from "./hook-outcome.js";

/** The codes of an issue that make a record one to skip, not a failure. */
const skippable = ["not_an_order", "is_test", "no_contact"] as const;

/** The meaning of an error of mapping or delivering: nothing to deliver, never deliverable, or not now. */
export function classifyFailure(error: unknown, stage: "map" | "deliver"): HookOutcome {
  if (isPrivyOrdersError(error)) {
    if (error.code === "invalid_input") {
      const { issues } = error;
      const reason = skippable.find((code) => issues.some((issue) => issue.code === code));
      return reason === undefined ? { kind: "rejected", error } : { kind: "skipped", reason };
    }
    if (error.code === "rejected") return { kind: "rejected", error };
  }
  // A mapper is a pure function: it fails the same way next time. Everything else may succeed later, even with a
  // refused token.
  return stage === "map" ? { kind: "rejected", error } : { kind: "undelivered", error, handedOver: false };
}
