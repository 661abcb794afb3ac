import { chooseReadings } from "../../kit/options/choose-readings.js";
import { BASIC_DECISIONS } from "./basic-decisions.js";
import { CONTACT_DECISIONS } from "./contact-decisions.js";
import { CONTACTS_API_DECISIONS } from "./contacts-api-decisions.js";
import { ENGINE_DECISIONS } from "./engine-decisions.js";
import { OAUTH_DECISIONS } from "./oauth-decisions.js";
import { ORDER_DECISIONS } from "./order-decisions.js";
import { RATE_LIMIT_DECISIONS } from "./rate-limit-decisions.js";

/**
 * Every point that Privy's documentation leaves open and on which the fake had to take a side, as data: default, other
 * readings, page and reason. Choose another reading with `createFakePrivy({ decisions: { echo: "all" } })`. A switch
 * that chooses between refusing and passing has the values `"refuse"`, and `"ignore"` (it is skipped) or `"accept"` (it
 * counts).
 */
export const DECISIONS: typeof BASIC_DECISIONS &
  typeof ORDER_DECISIONS &
  typeof CONTACT_DECISIONS &
  typeof CONTACTS_API_DECISIONS &
  typeof OAUTH_DECISIONS &
  typeof RATE_LIMIT_DECISIONS &
  typeof ENGINE_DECISIONS = {
  ...BASIC_DECISIONS,
  ...ORDER_DECISIONS,
  ...CONTACT_DECISIONS,
  ...CONTACTS_API_DECISIONS,
  ...OAUTH_DECISIONS,
  ...RATE_LIMIT_DECISIONS,
  ...ENGINE_DECISIONS,
};

/** The name of one switch. */
export type DecisionName = keyof typeof DECISIONS;

/** A reading for every switch. */
export type Decisions = {
  readonly [Name in DecisionName]:
    | (typeof DECISIONS)[Name]["default"]
    | (typeof DECISIONS)[Name]["alternatives"][number];
};

/** The readings that a test chooses; other switches keep their defaults. */
export type DecisionChoices = { readonly [Name in DecisionName]?: Decisions[Name] | undefined };

/**
 * Completes the given readings with the defaults.
 *
 * @throws FakeUsageError for an unknown switch or reading; it names the nearest known one
 */
export function resolveDecisions(chosen: DecisionChoices = {}): Decisions {
  // Every name of the table gets one of its own readings.
  return chooseReadings(DECISIONS, chosen) as Decisions;
}
