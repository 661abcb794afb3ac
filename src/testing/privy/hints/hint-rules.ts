import { nearestName } from "../../../schemas/objects/nearest-name.js";
import { quotableKey } from "../../../schemas/objects/quotable-key.js";
import type { LogEntry } from "../../kit/log/log-entry.js";
import type { RecordChange, RequestEffects } from "../account/journal.js";
import { CONTACT_FIELDS } from "../contacts/read-contact-body.js";
import type { FakeOrder } from "../model.js";
import { ORDER_FIELDS } from "../orders/read-order-body.js";
import type { HintCode } from "./hint.js";
import { sameOrder, stepBack } from "./order-versions.js";

/** What the rules use of the requests before one. */
export interface RequestPast {
  /** Earlier versions of the order, the oldest first. */
  readonly versions: readonly FakeOrder[];
  /** When earlier requests left the order unchanged, in milliseconds. */
  readonly unchangedAtMs: readonly number[];
  /** Until when the latest 429 asked to wait, in milliseconds. */
  readonly limitedUntilMs: number;
  /** The position of an earlier request with the same method, path and body that a fault struck. */
  readonly struckPosition: number | undefined;
}

type Rule = (entry: LogEntry<RequestEffects>, past: RequestPast) => string | undefined;

const dayMs = 86_400_000;
const days = (ms: number): string => `${Math.floor(ms / dayMs)} days`;

/** Creates a rule about how a request changed an order. */
function aboutOrder(
  rule: (
    order: RecordChange<FakeOrder>,
    entry: LogEntry<RequestEffects>,
    past: RequestPast,
  ) => string | undefined,
): Rule {
  return (entry, past) => {
    const order = entry.effects?.order;
    return order === undefined ? undefined : rule(order, entry, past);
  };
}

/** The rule of each hint, which returns its message or undefined, in the order of the hints. */
export const HINT_RULES: Readonly<Record<HintCode, Rule>> = {
  "went-back": aboutOrder(({ before, after }, _entry, { versions }) => {
    if (before === undefined || sameOrder(before, after)) return undefined;
    const step = stepBack(before, after);
    if (step !== undefined) return `went back: ${step}`;
    const isOld = versions.slice(0, -1).some((version) => sameOrder(version, after));
    return isOld ? "went back: the order is what an earlier request had made of it" : undefined;
  }),
  unchanged: aboutOrder(({ before, after }, entry, { unchangedAtMs }) => {
    if (before === undefined || !sameOrder(before, after)) return undefined;
    const recent = unchangedAtMs.filter((atMs) => entry.receivedAtMs - atMs <= 60_000);
    const first = recent[0];
    if (first === undefined || recent.length < 2) return "nothing changed";
    const seconds = Math.round((entry.receivedAtMs - first) / 1_000);
    return `nothing changed, ${recent.length + 1} times within ${seconds} s: a loop?`;
  }),
  "ignored-fields"({ ignoredFields, request }) {
    if (ignoredFields === undefined) return undefined;
    const known = request.path.includes("/orders") ? ORDER_FIELDS : CONTACT_FIELDS;
    const names = ignoredFields.map((name) => {
      const nearest = nearestName(name, known);
      return quotableKey(name) + (nearest === undefined ? "" : ` (did you mean ${nearest}?)`);
    });
    return `ignored: ${names.join(", ")}`;
  },
  "no-consent-flag": aboutOrder(({ after }, { effects }) => {
    const isNewContact = effects?.contact !== undefined && effects.contact.before === undefined;
    const isSilent = after.accepts_email_marketing === undefined && after.accepts_sms_marketing === undefined;
    return isNewContact && isSilent && !after.initial_sync
      ? "a new contact, and neither accepts_email_marketing nor accepts_sms_marketing was sent: it is not subscribed"
      : undefined;
  }),
  "future-date": aboutOrder(({ after }, { receivedAtMs }) => {
    const aheadMs = Date.parse(after.placed_at) - receivedAtMs;
    return aheadMs > 2 * dayMs ? `order_date is ${days(aheadMs)} ahead` : undefined;
  }),
  "old-order-live": aboutOrder(({ before, after }, { receivedAtMs, effects }) => {
    const ageMs = receivedAtMs - Date.parse(after.placed_at);
    if (before !== undefined || after.initial_sync || ageMs <= 30 * dayMs) return undefined;
    const started = effects?.evaluations.filter((evaluation) => evaluation.started).length ?? 0;
    return `${days(ageMs)} old and sent without initial_sync: it started ${started === 1 ? "1 flow" : `${started} flows`}`;
  }),
  "after-429"({ receivedAtMs }, { limitedUntilMs }) {
    const earlyMs = limitedUntilMs - receivedAtMs;
    return earlyMs > 0 ? `came ${Math.ceil(earlyMs / 1_000)} s before the Retry-After of a 429` : undefined;
  },
  "same-id-other-contact": aboutOrder(({ before, after }) =>
    before !== undefined && before.contact_id !== after.contact_id
      ? `the order moved from ${before.contact_id} to ${after.contact_id}`
      : undefined,
  ),
  retry: (_entry, { struckPosition }) =>
    struckPosition === undefined ? undefined : `repeats req_${struckPosition}, which a fault had struck`,
};
