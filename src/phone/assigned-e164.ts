import metadata from "libphonenumber-js/metadata.min.json";
import type { CountryCode } from "libphonenumber-js/min";

/**
 * One country's numbering plan as libphonenumber-js keeps it, metadata format 4: the pattern of a national number at 2, the
 * prefixes dialled before it at 5 and 7, its leading digits at 10, and its types, each a pattern and its lengths, at 11.
 */
type Plan = readonly unknown[];

/**
 * The patterns of the metadata that were needed so far, compiled. Nothing of an order is kept; compiling the same pattern for
 * each order anew would take longer than all the rest of reading it.
 */
const compiled: { readonly [end in "" | "$"]: Map<string, RegExp> } = { "": new Map(), $: new Map() };

function matches(text: string, pattern: unknown, end: "" | "$"): boolean {
  if (typeof pattern !== "string" || pattern === "") return false;
  let expression = compiled[end].get(pattern);
  if (expression === undefined) {
    expression = new RegExp(`^(?:${pattern})${end}`);
    compiled[end].set(pattern, expression);
  }
  return expression.test(text);
}

/** The lengths of a plan and of its types are not compared: the build checks that they follow from the patterns. */
function isValidIn(national: string, plan: Plan): boolean {
  const types: unknown = plan[11];
  if (!matches(national, plan[2], "$")) return false;
  return !Array.isArray(types) || types.some((type?: Plan) => matches(national, type?.[0], "$"));
}

/** Whether a number is valid by the plan that judges it: of the countries sharing a calling code, the first that it fits. */
function isValidInOneOf(national: string, countries: readonly CountryCode[]): boolean {
  for (const country of countries) {
    const plan: Plan = metadata.countries[country] ?? [];
    if (countries.length === 1) return isValidIn(national, plan);
    const leadingDigits = plan[10];
    if (leadingDigits) {
      if (matches(national, leadingDigits, "")) return isValidIn(national, plan);
    } else if (isValidIn(national, plan)) return true;
  }
  return false;
}

/**
 * Whether text is a valid number in E.164 already, judged by the same patterns in the same order as libphonenumber-js does
 * for any text, but in a twentieth of the time. False means only that the library has to decide; a test compares the
 * two for every country.
 */
export function isAssignedE164(text: string): boolean {
  if (metadata.version !== 4 || !/^\+[1-9]\d{6,14}$/.test(text)) return false;
  // No calling code begins with another one, so the first that exists is the number's.
  for (let end = 2; end <= 4; end++) {
    const countries = metadata.country_calling_codes[text.slice(1, end)];
    if (countries?.[0] === undefined) continue;
    const national = text.slice(end);
    const main: Plan = metadata.countries[countries[0]] ?? [];
    // Digits that look like a prefix which is not dialled from abroad may have to be cut: the library decides.
    return !matches(national, main[7] || main[5], "") && isValidInOneOf(national, countries);
  }
  return false;
}
