import { countryOf } from "../../phone/country.js";
import { type PhoneReading, readPhone } from "../../phone/phone.js";
import { isEmail } from "../../schemas/values/email.js";

/** A phone number with the country of the address that it came from. */
export interface BuyerPhone {
  readonly text: string | undefined;
  /** ISO 3166-1 alpha-2, as the platform gives it. */
  readonly country?: string | undefined;
}

/** The buyer, as far as the platform knows. */
export interface Buyer {
  readonly email: string | undefined;
  /** The buyer's own phone numbers, the best first. */
  readonly phones?: readonly BuyerPhone[];
  /** Phone numbers of addresses, used only without a readable e-mail address, since they may be another person's. */
  readonly addressPhones?: readonly BuyerPhone[];
  /** Whether the buyer agreed to marketing for this e-mail address; absent if the platform does not know. */
  readonly acceptsEmail?: boolean | undefined;
  /** Whether the buyer agreed to marketing for this number. */
  readonly sms?: { readonly phone: BuyerPhone; readonly accepts: boolean } | undefined;
}

/** The fields by which Privy finds the contact, and the contact's consents. */
export interface BuyerFields {
  email?: string;
  phone?: string;
  accepts_email_marketing?: boolean;
  accepts_sms_marketing?: boolean;
}

/** The number, read by its own address's country. */
const reading = ({ text = "", country }: BuyerPhone): PhoneReading =>
  readPhone(text, () => countryOf({}, country));

/** Returns whether two e-mail addresses are equal for Privy: letter case does not count. */
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

/** Chooses the contact's fields. An SMS consent is sent only with the number that it was given for. */
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
