import { readPhone } from "../../phone/phone.js";
import { type Rule, refuse, required } from "../field.js";

/** A phone number that names its country itself and must be there, into E.164. */
export const internationalPhone: Rule<string> = required((value, problems) => {
  if (typeof value !== "string") return refuse(problems, "invalid", "must be text");
  const { number, refusal } = readPhone(value, () => ({}));
  return number ?? refuse(problems, refusal.code, refusal.message);
});
