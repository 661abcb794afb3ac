import { readPhone } from "../phone/phone.js";
import { optional, type Rule, refuse } from "../schemas/field.js";

/**
 * A phone whose country is not known yet: E.164 when the number names its country itself, otherwise the text, which is read
 * by the country of an address or by the client's `defaultCountry` when it is sent.
 */
export const phoneToRead: Rule<string | undefined> = optional((value, problems) => {
  if (typeof value !== "string")
    return refuse(
      problems,
      "invalid",
      "must be text; a number cannot hold the + or the leading zeros of a phone number",
    );
  const text = value.trim();
  return text === "" ? undefined : (readPhone(text, () => ({})).number ?? text);
});
