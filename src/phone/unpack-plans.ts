/** One type of phone number: its pattern, and its lengths where they are not those of the whole plan. */
export type PhoneType = readonly [pattern: string, lengths?: readonly number[]];

/** One numbering plan as libphonenumber-js keeps it (metadata format 4), without what only writes a number; 0 is nothing. */
export type Plan = readonly (string | 0 | readonly number[] | readonly PhoneType[])[];

/** What libphonenumber-js asks for as its metadata. */
export interface Plans {
  readonly version: number;
  /** The countries of each calling code, the main one first. */
  readonly country_calling_codes: { readonly [code: string]: readonly string[] };
  readonly countries: { readonly [country: string]: Plan };
  readonly nonGeographic: { readonly [code: string]: Plan };
}

/** Calls from most countries begin so, and their plans leave it out. */
export const usualExit = "00";

/** A to Z for 1 to 26. */
const lengthsOf = (letters: string): number[] => Array.from(letters, (letter) => letter.charCodeAt(0) - 64);

function typeOf(text: string): PhoneType {
  const [pattern = "", letters] = text.split(";");
  return letters === undefined ? [pattern] : [pattern, lengthsOf(letters)];
}

function unpacked(text: string): Omit<Plans, "version"> {
  // One sign each stands for what patterns consist of most.
  const [head = "", ...lines] = text.replaceAll("<", "(?:").replaceAll("d", "\\d").split("\n");
  const country_calling_codes: { [code: string]: string[] } = {};
  const countries: { [country: string]: Plan } = {};
  const nonGeographic: { [code: string]: Plan } = {};
  let row = 0;
  for (const group of head.split(" ")) {
    const [code = "", ...names] = group.match(/\d+|../g) ?? [];
    if (names.length > 0) country_calling_codes[code] = names;
    for (const name of names.length > 0 ? names : [code]) {
      const part = (column: number): string => lines[column * (lines.length / 8) + row] ?? "";
      const types = part(7);
      (names.length > 0 ? countries : nonGeographic)[name] = [
        code,
        part(0) || usualExit,
        part(1),
        lengthsOf(part(2)),
        0,
        part(3),
        0,
        part(4),
        part(5),
        0,
        part(6),
        types === "" ? types : types.split("/").map(typeOf),
      ] as Plan;
      row++;
    }
  }
  return { country_calling_codes, countries, nonGeographic };
}

/**
 * The numbering plans out of the text into which the build packs them: calling codes and their countries in the first
 * line, then column by column one line for each plan, so that like stands by like and compresses well. Nothing is unpacked until it is asked for.
 */
export function unpackPlans(text: string): Plans {
  let plans: ReturnType<typeof unpacked> | undefined;
  const all = (): ReturnType<typeof unpacked> => {
    plans ??= unpacked(text);
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
