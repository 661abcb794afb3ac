import { isObject } from "../../schemas/objects/is-object.js";

const maxStrings = 5_000;
/** `first_name`, `address1`, `lineItems`: words in lower case, a digit or two after one, and no name of a person or a number. */
const fieldName = /^_*[a-z]+\d{0,2}(?:(?:_+|[A-Z])[a-z]+\d{0,2})*_*$/;
/** Of a country or a currency. */
const code = /^[A-Z]{2,3}$/;

/** In a name every word counts; elsewhere short ones are mostly "of" and "to". */
function wordsOf(text: string, key: string): string[] {
  const least = /name$/i.test(key) ? 1 : 3;
  const words = text.split(/[\s@,;]+/).filter((word) => word.length >= least);
  return words.length > 1 ? words : [];
}

/**
 * Collects every text, every number of two digits or more, and every unusual key of a payload that no error may repeat:
 * texts whole, and word by word, since a server may quote only a part. Stops at a very large payload, with more strings
 * than `maskText` accepts, which then withholds the whole text.
 *
 * @param harmless fields whose text is a key, a code or a date of the protocol: masking them would only blur an error
 */
export function sensitiveStrings(payload: unknown, harmless: ReadonlySet<string> = new Set()): string[] {
  const found: string[] = [];
  const visit = (value: unknown, key: string, isNested: boolean): void => {
    if (found.length > maxStrings) return;
    if (typeof value === "string") {
      found.push(value, ...wordsOf(value, key));
    } else if (typeof value === "number") {
      if (Math.abs(value) >= 10 || !Number.isInteger(value)) found.push(String(value));
    } else if (Array.isArray(value)) {
      for (const member of value) visit(member, key, isNested);
    } else if (isObject(value)) {
      for (const [name, member] of Object.entries(value)) {
        // In an open object a key can be a customer's value; one that is written like a field's name is taken for one.
        if (name.length > 40 || !fieldName.test(name)) found.push(name);
        // In a nested object, a field with a harmless name may hold anything.
        if (!harmless.has(name) || (isNested && !code.test(String(member)))) visit(member, name, true);
      }
    }
  };
  visit(payload, "", false);
  return found;
}
