import { chooseReadings } from "../kit/options/choose-readings.js";

/**
 * Every point that Sequenzy's documentation leaves open and on which the fake had to take a side, as data: default, other
 * readings, page and reason. Choose another one with `createFakeSequenzy({ decisions: { errorBody: "text" } })`.
 */
export const SEQUENZY_DECISIONS = {
  errorBody: {
    default: "object",
    alternatives: ["text"],
    page: "Push Order",
    reason:
      'The bodies of failures are not published: `error` may be {code, message} or, with "text", the message alone.',
  },
  invalidOrder: {
    default: "unprocessable",
    alternatives: ["bad_request"],
    page: "Push Order",
    reason: "The status of an order with bad fields is not published: 422, or 400.",
  },
  unknownFields: {
    default: "ignore",
    alternatives: ["refuse"],
    page: "Push Order",
    reason: "The page does not say what becomes of a field that it does not name; most APIs pass over it.",
  },
  reservedProperties: {
    default: "ignore",
    alternatives: ["refuse"],
    page: "Push Order",
    reason:
      'Reserved keys of `properties` "cannot be overridden": Sequenzy\'s own value stands, and nobody says so.',
  },
  retryAfter: {
    default: "omitted",
    alternatives: ["sent"],
    page: "rate limits",
    reason: "No header that has to do with the rate limit is documented.",
  },
  repeatedEvent: {
    default: "once",
    alternatives: ["each_time"],
    page: "Push Order",
    reason:
      "Pushing an order twice never counts its revenue twice; whether its event fires again is not said. A retry should start nothing twice.",
  },
  customerTotals: {
    default: "placed_only",
    alternatives: ["every_status"],
    page: "Push Order",
    reason:
      "Totals are updated on placed orders only, and `customerTotals` overrides that bookkeeping; whether it counts with another status is not said.",
  },
  attributes: {
    default: "merged",
    alternatives: ["replaced"],
    page: "Push Order",
    reason: "The subscriber is upserted; whether attributes that are not sent again stay is not said.",
  },
  replenishmentFrom: {
    default: "ordered_at",
    alternatives: ["settled_at"],
    page: "Push Order",
    reason: "From when the reminder's time runs is not said; the goods begin to be used up with the order.",
  },
  endedOrderReminders: {
    default: "kept",
    alternatives: ["cancelled"],
    page: "Push Order",
    reason:
      "Only a new purchase is said to cancel a reminder; what a cancelled or refunded order does to its own is not said.",
  },
} as const;

type Rows = typeof SEQUENZY_DECISIONS;

/** One reading for each switch. */
export type SequenzyDecisions = {
  readonly [Name in keyof Rows]: Rows[Name]["default"] | Rows[Name]["alternatives"][number];
};

/** The readings that a test chooses; the others keep their defaults. */
export type SequenzyDecisionChoices = {
  readonly [Name in keyof SequenzyDecisions]?: SequenzyDecisions[Name] | undefined;
};

/** @throws FakeUsageError for a switch or a reading that does not exist, naming the nearest one that does */
export function resolveSequenzyDecisions(chosen: SequenzyDecisionChoices = {}): SequenzyDecisions {
  // Every name of the table gets one of its own readings.
  return chooseReadings(SEQUENZY_DECISIONS, chosen) as SequenzyDecisions;
}
