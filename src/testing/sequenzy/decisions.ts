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
    reason: "The page does not say what happens to an unknown field; most APIs ignore it.",
  },
  reservedProperties: {
    default: "ignore",
    alternatives: ["refuse"],
    page: "Push Order",
    reason:
      'Reserved keys of `properties` "cannot be overridden": Sequenzy\'s own value stays, and the response does not mention it.',
  },
  retryAfter: {
    default: "omitted",
    alternatives: ["sent"],
    page: "rate limits",
    reason: "No header about the rate limit is documented.",
  },
  repeatedEvent: {
    default: "once",
    alternatives: ["each_time"],
    page: "Push Order",
    reason:
      "Pushing an order twice never counts its revenue twice; the page does not say whether its event fires again. A retry should start nothing twice.",
  },
  customerTotals: {
    default: "placed_only",
    alternatives: ["every_status"],
    page: "Push Order",
    reason:
      "Totals are updated on placed orders only, and `customerTotals` overrides that bookkeeping; the page does not say whether it counts with another status.",
  },
  attributes: {
    default: "merged",
    alternatives: ["replaced"],
    page: "Push Order",
    reason: "The subscriber is upserted; the page does not say whether omitted attributes stay.",
  },
  replenishmentFrom: {
    default: "ordered_at",
    alternatives: ["settled_at"],
    page: "Push Order",
    reason: "The page does not say when the reminder's time starts; the goods are used from the order on.",
  },
  endedOrderReminders: {
    default: "kept",
    alternatives: ["cancelled"],
    page: "Push Order",
    reason:
      "Only a new purchase is said to cancel a reminder; the page does not say what a cancelled or refunded order does to its own.",
  },
} as const;

type Rows = typeof SEQUENZY_DECISIONS;

/** A reading for every switch. */
export type SequenzyDecisions = {
  readonly [Name in keyof Rows]: Rows[Name]["default"] | Rows[Name]["alternatives"][number];
};

/** The readings that a test chooses; other switches keep their defaults. */
export type SequenzyDecisionChoices = {
  readonly [Name in keyof SequenzyDecisions]?: SequenzyDecisions[Name] | undefined;
};

/** Completes the readings. Throws FakeUsageError for an unknown switch or reading; it names the nearest known one. */
export function resolveSequenzyDecisions(chosen: SequenzyDecisionChoices = {}): SequenzyDecisions {
  // Every name of the table gets one of its own readings.
  return chooseReadings(SEQUENZY_DECISIONS, chosen) as SequenzyDecisions;
}
