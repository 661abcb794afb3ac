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
 * are 0 where they follow from the pattern, and of the types (place 11) stands the pattern of the only one.
 */
export type PackedPlans = readonly [
  callingCodes: string,
  otherCodes: readonly string[],
  columns: readonly (readonly unknown[])[],
];

/** What the build writes as one letter, because it recurs most: a group, a digit as JSON writes it, absent parts, two texts' border. */
export const SHORT_FORMS: readonly (readonly [long: string, short: string])[] = [
  ["(?:", "<"],
  ["\\\\d{", "~"],
  ["\\\\d", "#"],
  ["-9]", "%"],
  ["[0", "!"],
  [",0,0,0", "@"],
  ['","', ";"],
];

/** Lets a plan have the lengths that follow from its pattern. Found when they are read: an order needs those of one plan. */
function deriveLengths(plan: unknown[]): void {
  let lengths: readonly number[] | undefined;
  const get = (): readonly number[] => {
    lengths ??= lengthsOf(plan[2]);
    return lengths;
  };
  Object.defineProperty(plan, 3, { get, enumerable: true });
}

function unpacked(short: string): PlanMetadata {
  let json = short;
  for (const [long, letter] of SHORT_FORMS) json = json.replaceAll(letter, long);
  const [callingCodes, otherCodes, columns]: PackedPlans = JSON.parse(json);
  const country_calling_codes: { [code: string]: readonly string[] } = {};
  const countries: { [country: string]: unknown[] } = {};
  const nonGeographic: { [code: string]: unknown[] } = {};
  let code = 0;
  for (const [, digits, letters = ""] of callingCodes.matchAll(/(\d*)([A-Z]?[a-z]+)/g)) {
    code = Number(digits) || code + 1;
    const names = letters.toUpperCase().match(/../g) ?? [];
    country_calling_codes[code] = names;
    for (const name of names) countries[name] = [String(code)];
  }
  for (const other of otherCodes) nonGeographic[other] = [other];
  const plans = [...Object.values(countries), ...Object.values(nonGeographic)];
  for (const column of columns) for (const [row, plan] of plans.entries()) plan.push(column[row]);
  for (const plan of plans) {
    if (!plan[3]) deriveLengths(plan);
    plan[11] &&= [[plan[11]]];
  }
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
