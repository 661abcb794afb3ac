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
 * The plans column by column, without the calling code at place 0: first those of the countries, in the order of the calling
 * codes, then those of the other codes. Each calling code is followed by its countries: `7rukz20eg`;
 * instead of the code that comes next, its first country begins with a capital: `93afLk` are 93 and 94. The lengths (place 3)
 * are 0 where they follow from the pattern, and of the types (place 11) stands the pattern of the only one. Patterns are in
 * their short form, see `spelledOut`.
 */
export type PackedPlans = readonly [
  callingCodes: string,
  otherCodes: readonly string[],
  columns: readonly (readonly unknown[])[],
];

/** What the build writes as one sign, because it recurs most: absent parts, and the border of two texts. */
export const SHORT_FORMS: readonly (readonly [long: string, short: string])[] = [
  [",0,0,0", "@"],
  ['","', ";"],
];
/** The letter at a place stands for five digits of a class, each of which is a bit of the place. */
export const CLASS_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef";
/** The number of digits that a letter from `g` on stands for is so much less than its code. */
export const LETTER_OF_NONE = 101;

function digitsOf(letter: string, from: number): string {
  const bits = CLASS_LETTERS.indexOf(letter);
  return [0, 1, 2, 3, 4].map((digit) => ((bits >> digit) & 1 ? from + digit : "")).join("");
}

/**
 * A pattern from its short form. There, two letters up to `f` are a class of digits, one for 0 to 4 and one for 5 to 9; a
 * letter from `g` on is a number of digits, `#` is one digit, `~` begins its repetition, and `<` a group. Between the end of
 * any of these and a digit, `|` is left out; where there is none, stands `&`.
 */
export function spelledOut(short: string): string {
  return short
    .replace(/([A-Za-z#)}])(?=\d)/g, "$1|")
    .replaceAll("&", "")
    .replace(/([A-Za-f])([A-Za-f])/g, (_, low, high) => `[${digitsOf(low, 0)}${digitsOf(high, 5)}]`)
    .replace(/[g-z]/g, (letter) => `~${letter.charCodeAt(0) - LETTER_OF_NONE}}`)
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

function planOf(code: string, row: number, columns: PackedPlans[2]): Plan {
  const cells = columns.map((column) => column[row]);
  const plan = [code, ...cells.map((cell) => (typeof cell === "string" ? spelledOut(cell) : cell))];
  if (!plan[3]) addLazily(plan, 3, () => lengthsOf(plan[2]));
  plan[11] &&= [[plan[11]]];
  return plan;
}

function unpacked(short: string): PlanMetadata {
  let json = short;
  for (const [long, letter] of SHORT_FORMS) json = json.replaceAll(letter, long);
  const [callingCodes, otherCodes, columns]: PackedPlans = JSON.parse(json);
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
  return { version: 4, country_calling_codes, countries, nonGeographic };
}

/** The library's metadata from the columns that the build packs. Unpacked when it is first read: not every order has a phone. */
export function unpackPlans(json: string): PlanMetadata {
  let plans: PlanMetadata | undefined;
  const all = (): PlanMetadata => {
    plans ??= unpacked(json);
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
