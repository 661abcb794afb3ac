import { lengthsOf } from "./lengths-of.js";

/** One numbering plan as libphonenumber-js keeps it (metadata format 4): its parts by their places, 0 for nothing. */
export type Plan = readonly unknown[];

/** What libphonenumber-js takes as its metadata. */
export interface PlanMetadata {
  readonly version: number;
  /** The countries of each calling code, the main one first. */
  readonly country_calling_codes: { readonly [code: string]: readonly string[] };
  readonly countries: { readonly [country: string]: Plan };
  /** Plans of calling codes that belong to no country. */
  readonly nonGeographic: { readonly [code: string]: Plan };
}

/**
 * In the packed plans, the sign of a short form (see `spelledOut`) is the one that stands here at its code less 35. gzip codes a
 * sign by how often it occurs, in the plans and in the code around them: so what recurs most in the plans is written with what
 * recurs most in minified code.
 */
export const PACKED_SIGNS =
  "i-#9#6s##k###=a}n][?0)d##t##beum: T2+{GF4hEA/&!_B87DpgyIw(1cr##PS5|fl.>LMNv##############oC3";
export const FIRST_SIGN = 35;

function digitsOf(sign: string, digits: string): string {
  return digits.replace(/./g, (digit, place: number) => ((sign.charCodeAt(0) >> place) & 1 ? digit : ""));
}

/**
 * A pattern from its packed short form. In the short form, two of the signs from `@` to `_` are a class of digits, one for 0 to 4
 * and one for 5 to 9, each digit a bit of the sign's code; `a` is one digit, `b` two and so on, `#` is one digit that may be
 * repeated, `~` begins its repetition, and `<` a group. Between the end of any of these and a digit, `|` is left out; where there is none,
 * stands `&`.
 */
export function spelledOut(packed: string): string {
  return packed
    .replace(/./g, (sign) => String.fromCharCode(PACKED_SIGNS.indexOf(sign) + FIRST_SIGN))
    .replace(/([@-z#)}])(?=\d)/g, "$1|")
    .replaceAll("&", "")
    .replace(/([@-_])([@-_])/g, (_, low, high) => `[${digitsOf(low, "01234")}${digitsOf(high, "56789")}]`)
    .replace(/[a-z]/g, (letter) => `~${letter.charCodeAt(0) - 96}}`)
    .replaceAll("~", "#{")
    .replaceAll("#", "\\d")
    .replaceAll("<", "(?:");
}

/** Gives an object a member that is made when it is first read: an order needs one plan, if any. */
function addLazily(target: object, name: string | number, make: () => unknown): void {
  let made: unknown;
  const get = (): unknown => {
    made ??= make();
    return made;
  };
  Object.defineProperty(target, name, { get, enumerable: true });
}

function planOf(code: string, row: number, columns: readonly (readonly string[])[]): Plan {
  const [abroad, pattern, lengths, prefix, parsed, rule, leading, type] = columns.map(
    (column) => spelledOut(column[row] ?? "") || 0,
  );
  const plan = [code, abroad, pattern, 0, 0, prefix, 0, parsed, rule, 0, leading, type && [[type]]];
  addLazily(plan, 3, () => (lengths ? [Number(lengths)] : lengthsOf(pattern)));
  return plan;
}

/**
 * Unpacks what the build has packed: parts with `;` between them, each a list. First the calling codes, each followed by its
 * countries: `7rukz20eg`; instead of the code that comes next, its first country begins with a capital: `93afLk` are 93 and 94.
 * Then the codes that belong to no country, then the columns of what is read of each plan, those of countries in the order of
 * the calling codes first. The length (place 3) is empty where it follows from the pattern, and of the types (place 11) stands
 * the pattern of the only one.
 */
function unpacked(packed: string): Omit<PlanMetadata, "version"> {
  const [[callingCodes = ""] = [], otherCodes = [], ...columns] = packed
    .split(";")
    .map((part) => part.split(","));
  const country_calling_codes: { [code: string]: readonly string[] } = {};
  const countries = {};
  const nonGeographic = {};
  let code = 0;
  let rows = 0;
  const add = (plans: object, name: string, ownCode: string): void => {
    const row = rows;
    rows += 1;
    addLazily(plans, name, () => planOf(ownCode, row, columns));
  };
  for (const [, digits, letters = ""] of callingCodes.matchAll(/(\d*)([A-Z]?[a-z]+)/g)) {
    code = Number(digits) || code + 1;
    const names = letters.toUpperCase().match(/../g) ?? [];
    country_calling_codes[code] = names;
    for (const name of names) add(countries, name, String(code));
  }
  for (const other of otherCodes) add(nonGeographic, other, other);
  return { country_calling_codes, countries, nonGeographic };
}

/** The library's metadata from what the build packs. Unpacked when it is first read: not every order has a phone. */
export function unpackPlans(packed: string): PlanMetadata {
  let plans: Omit<PlanMetadata, "version"> | undefined;
  const all = (): Omit<PlanMetadata, "version"> => {
    plans ??= unpacked(packed);
    return plans;
  };
  return {
    version: 4,
    get country_calling_codes() {
      return all().country_calling_codes;
    },
    get countries() {
      return all().countries;
    },
    get nonGeographic() {
      return all().nonGeographic;
    },
  };
}
