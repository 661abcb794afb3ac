import { countryOf } from "../../phone/country.js";
import { type PhoneReading, readPhone } from "../../phone/phone.js";
import { isEmail } from "../../schemas/values/email.js";

/** A phone number with the country of the address that it came from. */
export interface BuyerPhone {
  readonly text: string | undefined;
  /** ISO 3166-1 alpha-2, as the platform gives it. */
  readonly country?: string | undefined;
}

/** Who bought, as far as a platform knows. */
export interface Buyer {
  readonly email: string | undefined;
  /** The buyer's own numbers, the best first. */
  readonly phones?: readonly BuyerPhone[];
  /** Numbers of addresses: perhaps another person's, so they stand in only where no e-mail address can be read. */
  readonly addressPhones?: readonly BuyerPhone[];
  /** Whether the buyer of this very e-mail address agreed to marketing; absent where the platform does not know. */
  readonly acceptsEmail?: boolean | undefined;
  /** Whether the buyer of this very number agreed to marketing. */
  readonly sms?: { readonly phone: BuyerPhone; readonly accepts: boolean } | undefined;
}

/** The fields by which Privy finds the contact, and what the contact agreed to. */
export interface BuyerFields {
  email?: string;
  phone?: string;
  accepts_email_marketing?: boolean;
  accepts_sms_marketing?: boolean;
}

/** The number, read by its own address's country. */
const reading = ({ text = "", country }: BuyerPhone): PhoneReading =>
  readPhone(text, () => countryOf({}, country));

/** Whether two e-mail addresses are the same to Privy: upper and lower case do not count. */
export function isSameEmail(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.trim().toLowerCase() === other?.trim().toLowerCase();
}

/** A number that was chosen, and the text by which it is sent. */
interface ChosenPhone {
  readonly from: BuyerPhone;
  readonly number: string;
  readonly text: string;
}

/**
 * The first number that can be read, in E.164; where none can, the first one as it is, for `defaultCountry` to read. An
 * extension stays behind the number, as a `tel:` link has it: `parseOrder` cuts it, and warns where it matters.
 */
function chosenPhone(candidates: readonly BuyerPhone[]): ChosenPhone | undefined {
  const given = candidates.filter(({ text }) => text);
  for (const from of given) {
    const { number, hasExtension } = reading(from);
    if (number === undefined) continue;
    const [extension] = (hasExtension && /\d+(?=\D*$)/.exec(from.text ?? "")) || [];
    return { from, number, text: extension === undefined ? number : `${number};ext=${extension}` };
  }
  const [from] = given;
  return from?.text === undefined ? undefined : { from, number: from.text, text: from.text };
}

/** Chooses the contact's fields. An SMS consent goes along only with the very number that it was given for. */
export function buyerFields(buyer: Buyer): BuyerFields {
  const { email, phones = [], addressPhones = [], acceptsEmail, sms } = buyer;
  // A text such as "n/a" finds no contact: beside a phone, parseOrder leaves it out.
  const isFound = email !== undefined && isEmail(email.trim());
  const chosen = chosenPhone([...phones, ...(isFound ? [] : addressPhones)]);
  const isConsented =
    chosen !== undefined &&
    sms !== undefined &&
    (chosen.from === sms.phone || chosen.number === (reading(sms.phone).number ?? sms.phone.text));
  return {
    ...(email === undefined ? {} : { email }),
    ...(chosen === undefined ? {} : { phone: chosen.text }),
    ...(email === undefined || acceptsEmail === undefined ? {} : { accepts_email_marketing: acceptsEmail }),
    ...(isConsented ? { accepts_sms_marketing: sms.accepts } : {}),
  };
}
