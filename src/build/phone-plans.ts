import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";
import type { MetadataJson } from "libphonenumber-js";
import { lengthsOf } from "../phone/lengths-of.js";
import { type PackedPlans, type Plan, type PlanMetadata, SHORT_FORMS } from "../phone/unpack-plans.js";

/**
 * The places of a plan (metadata format 4) from which a number is read: calling code, prefix for calls abroad, pattern, lengths,
 * national prefix at 5, the same for parsing at 7 and its rule at 8, leading digits, types. The others are for formatting.
 */
const READ = [0, 1, 2, 3, 5, 7, 8, 10, 11];

/** Whether a pattern fits numbers of these lengths only, as far as is known of one that looks ahead. */
function fitsOnly(lengths: unknown, pattern: unknown): boolean {
  if (!Array.isArray(lengths)) return false;
  return !String(pattern).includes("(?!") && lengthsOf(pattern).every((length) => lengths.includes(length));
}

/**
 * All types of a number as one, because only whether some type fits is asked. A type's lengths, which are those of its plan
 * unless it has its own, are left out, because they follow from its pattern.
 *
 * @throws Error when they do not
 */
function asOneType(types: readonly unknown[], lengthsOfPlan: unknown): Plan {
  const patterns: unknown[] = [];
  for (const type of types) {
    const [pattern, lengths]: Plan = Array.isArray(type) ? type : [];
    if (!pattern) continue;
    if (!fitsOnly(lengths || lengthsOfPlan, pattern))
      throw new Error(`A phone plan has a type whose lengths do not follow from its pattern: ${pattern}`);
    patterns.push(pattern);
  }
  return [[patterns.join("|")]];
}

/**
 * What is read of a plan, in its place, with all types as one.
 *
 * @throws Error when its lengths or those of a type do not follow from the pattern
 */
function withoutFormats(plan: Plan): Plan {
  const read = Array.from({ length: 12 }, (_, place) => (READ.includes(place) ? plan[place] : 0) ?? 0);
  const types = read[11];
  if (Array.isArray(types)) return read.with(11, asOneType(types, read[3]));
  if (!fitsOnly(read[3], read[2]))
    throw new Error(`A phone plan has lengths that do not follow from its pattern: ${read[2]}`);
  return read;
}

/** A plan as it is packed: without its lengths, when they follow from its pattern, and of its types stands the pattern alone. */
function squeezed(plan: Plan): Plan {
  const row = Array.from({ length: 12 }, (_, place) => plan[place] ?? 0);
  if (String(lengthsOf(row[2])) === String(row[3])) row[3] = 0;
  row[11] &&= String(row[11]);
  return row;
}

const each = (plans: PlanMetadata["countries"]): { [name: string]: Plan } =>
  Object.fromEntries(Object.entries(plans).map(([name, plan]) => [name, withoutFormats(plan)]));

/**
 * The metadata without formatting rules, in the library's own shape.
 *
 * @throws Error when the format is not 4, because the places of a plan may mean something else then
 */
export function phonePlans(metadata: MetadataJson): PlanMetadata {
  // The library's type leaves out `nonGeographic`, which its metadata has.
  const { version, country_calling_codes, countries, nonGeographic } = metadata as unknown as PlanMetadata;
  if (version !== 4 || nonGeographic === undefined)
    throw new Error(
      `libphonenumber-js has metadata of format ${version}. Check what the places of a plan mean now`,
    );
  return { version, country_calling_codes, countries: each(countries), nonGeographic: each(nonGeographic) };
}

function shorten(json: string): string {
  let short = json;
  for (const [long, letter] of SHORT_FORMS) {
    if (short.replaceAll(long, "").includes(letter))
      throw new Error(`A phone plan holds ${letter}, which stands for ${long}`);
    short = short.replaceAll(long, letter);
  }
  return short;
}

/**
 * The plans as JSON, column by column, those of one calling code side by side: like stands by like, which compresses well.
 * What recurs most is one letter.
 *
 * @throws Error when a plan holds such a letter for itself
 */
export function packPlans({ country_calling_codes, countries, nonGeographic }: PlanMetadata): string {
  const callingCodes = Object.entries(country_calling_codes);
  const names = callingCodes.flatMap(([, countriesOfCode]) => countriesOfCode);
  const plans = [...names.map((name) => countries[name] ?? []), ...Object.values(nonGeographic)].map(
    squeezed,
  );
  const columns = Array.from({ length: 11 }, (_, index) => plans.map((plan) => plan[index + 1]));
  const packed: PackedPlans = [
    callingCodes
      .map(([code, countriesOfCode], index) => {
        const letters = countriesOfCode.join("").toLowerCase();
        const isNext = Number(code) === Number(callingCodes[index - 1]?.[0] ?? 0) + 1;
        return isNext ? letters.charAt(0).toUpperCase() + letters.slice(1) : code + letters;
      })
      .join(""),
    Object.keys(nonGeographic),
    columns,
  ];
  return shorten(JSON.stringify(packed));
}

/**
 * Bundles libphonenumber-js with its metadata without formats, which nothing here uses. The text is JSON, which every
 * engine parses faster than the same object written as a program. Derived at each build from the installed library, so that
 * it cannot go stale; a test compares what is read from it with the library.
 */
export const phonePlansOnly: Plugin = {
  name: "phone-plans-only",
  setup(build) {
    build.onLoad({ filter: /libphonenumber-js[\\/]metadata\.min\.json(?:\.js)?$/ }, async ({ path }) => {
      const metadata: MetadataJson = JSON.parse(await readFile(path.replace(/\.js$/, ""), "utf8"));
      const json = packPlans(phonePlans(metadata));
      if (/[\\`]|\$\{/.test(json))
        throw new Error("A phone plan holds what a template literal reads otherwise");
      return {
        contents: `import { unpackPlans } from ${JSON.stringify("./src/phone/unpack-plans.ts")};
export default /* @__PURE__ */ unpackPlans(\`${json}\`);`,
        loader: "js",
        resolveDir: fileURLToPath(new URL("../../", import.meta.url)),
      };
    });
  },
};
