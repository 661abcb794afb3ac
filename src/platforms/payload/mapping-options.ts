import type { Key, Payload } from "./payload.js";

/** Options of the mappers whose platform has drafts. */
export interface DraftOptions {
  /**
   * Whether Privy has this order already; default false. Then a state that is not an order, such as a failed payment, is
   * mapped as what became of the order, instead of being refused with the code `not_an_order`.
   */
  readonly wasReported?: boolean | undefined;
}

/** Options of the mappers whose platform marks test orders. */
export interface TestOrderOptions {
  /** What happens to an order that the platform marks as a test. Default "throw", with the code `is_test`. */
  readonly testOrders?: "throw" | "send" | undefined;
}

/** Ends the mapping of what is not an order, unless it was one before. */
export function refuseDraft<Shape>(
  payload: Payload<Shape>,
  key: Key<Shape>,
  { wasReported }: DraftOptions,
  reason: string,
): void {
  if (wasReported === true) return;
  payload.stop(
    "not_an_order",
    key,
    `${reason}; where Privy has this order already, set the option wasReported`,
  );
}

/** Ends the mapping of a test order, unless it is wanted. */
export function refuseTest<Shape>(
  payload: Payload<Shape>,
  key: Key<Shape>,
  { testOrders }: TestOrderOptions,
): void {
  if (testOrders === "send" || payload.flag(key) !== true) return;
  payload.stop(
    "is_test",
    key,
    'marks a test order; to map it all the same, set the option testOrders: "send"',
  );
}
