import type { MetadataJson } from "libphonenumber-js";

/**
 * What libphonenumber-js's metadata (format 4) keeps at each place of a numbering plan. Reading a number needs the calling
 * code, the prefixes dialled before it, the patterns, the lengths and the types; the rest is for writing one with blanks.
 */
const neededToRead: ReadonlySet<number> = new Set([0, 1, 2, 3, 5, 7, 8, 10, 11]);

function withoutFormats(plan: readonly unknown[]): readonly unknown[] {
  const kept = plan.map((part, place) => (neededToRead.has(place) ? part : 0));
  while (kept.length > 0 && !kept.at(-1)) kept.pop();
  return kept;
}

function each(plans: object): object {
  return Object.fromEntries(
    Object.entries(plans).map(([name, plan]: [string, readonly unknown[]]) => [name, withoutFormats(plan)]),
  );
}

/**
 * The metadata without what only formats a number: half of its size. Derived from the installed library at each build, so
 * that it cannot go stale, and refused in any format but the one whose places are known.
 */
export function phonePlans(metadata: MetadataJson): MetadataJson {
  const { version, countries, nonGeographic, ...rest } = metadata as MetadataJson & {
    nonGeographic?: object;
  }; // its type leaves this key out
  if (version !== 4 || nonGeographic === undefined)
    throw new Error(
      `libphonenumber-js has metadata of format ${version}; look at what the places of a plan mean now`,
    );
  // The same shape, with parts of the plans left out.
  return { version, ...rest, countries: each(countries), nonGeographic: each(nonGeographic) } as MetadataJson;
}
