/** Decisions about flows, segments and attribution. Exported as part of `DECISIONS`. */
export const ENGINE_DECISIONS = {
  orderReceivedTrigger: {
    default: "transition",
    alternatives: ["every_call"],
    page: "CI",
    reason:
      'No shipment_status field exists; an order is received when fulfillment_status becomes "delivered", and a repetition changes nothing.',
  },
  orderCountIncludesThis: {
    default: "yes",
    alternatives: ["no"],
    page: "CI",
    reason: "The order is stored when its flows start, so a first-time buyer has an Order Count of 1.",
  },
  orderDateBasis: {
    default: "order_date",
    alternatives: ["arrival"],
    page: "SEG",
    reason: "First and most recent order are facts of the shop; a late or repeated call does not move them.",
  },
  refundedOrdersCount: {
    default: "yes",
    alternatives: ["no"],
    page: "SEG",
    reason:
      'The pages except none; "no" leaves out orders that are refunded or voided (partially refunded ones stay).',
  },
  futureOrderDates: {
    default: "recent",
    alternatives: ["not_recent"],
    page: "SEG",
    reason:
      "A shop's clock that is ahead must not put a customer who bought just now among those to win back.",
  },
  attributionWindowEnd: {
    default: "order_date",
    alternatives: ["arrival"],
    page: "ATTR",
    reason:
      "The order must be completed within 7 days of the engagement; the time of the call does not matter.",
  },
  attributionMatch: {
    default: "order_and_contact",
    alternatives: ["contact"],
    page: "ATTR",
    reason:
      "E-mail address and phone number lead from an order to a contact; \"contact\" looks at the linked contact's only, not at the order's.",
  },
} as const;

type Table = typeof ENGINE_DECISIONS;

/** A reading for every switch of the engines. */
export type EngineDecisions = {
  readonly [Name in keyof Table]: Table[Name]["default"] | Table[Name]["alternatives"][number];
};

/** Completes the given readings with the defaults and drops the switches of other parts. */
export function completeEngineDecisions(chosen: Partial<EngineDecisions> = {}): EngineDecisions {
  const { orderReceivedTrigger, orderCountIncludesThis, orderDateBasis, refundedOrdersCount } = chosen;
  const { futureOrderDates, attributionWindowEnd, attributionMatch } = chosen;
  const table = ENGINE_DECISIONS;
  return {
    orderReceivedTrigger: orderReceivedTrigger ?? table.orderReceivedTrigger.default,
    orderCountIncludesThis: orderCountIncludesThis ?? table.orderCountIncludesThis.default,
    orderDateBasis: orderDateBasis ?? table.orderDateBasis.default,
    refundedOrdersCount: refundedOrdersCount ?? table.refundedOrdersCount.default,
    futureOrderDates: futureOrderDates ?? table.futureOrderDates.default,
    attributionWindowEnd: attributionWindowEnd ?? table.attributionWindowEnd.default,
    attributionMatch: attributionMatch ?? table.attributionMatch.default,
  };
}
