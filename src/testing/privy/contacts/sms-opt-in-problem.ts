import type { ErrorDetail } from "../../kit/exchange/reply.js";
import type { Decisions } from "../decisions/decisions.js";
import type { FakeContact } from "../model.js";

/** Returns why a contact cannot opt in to SMS, if so: it needs a phone of a supported country. */
export function smsOptInProblem(
  consent: FakeContact["sms_consent"] | undefined,
  phone: string | null,
  decisions: Decisions,
): readonly ErrorDetail[] {
  if (consent !== "subscribed" && consent !== "single_opt_in") return [];
  if (phone === null) return [{ field: "sms_consent", message: `${consent} needs a phone_number` }];
  return decisions.smsCountries === "any" || phone.startsWith("+1")
    ? []
    : [{ field: "sms_consent", message: `${consent} needs a phone_number of a supported country` }];
}
