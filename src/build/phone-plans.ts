import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";
import type { MetadataJson } from "libphonenumber-js";
import { type PackedPlans, type Plan, type PlanMetadata, SHORT_FORMS } from "../phone/unpack-plans.js";

/**
 * The places of a plan (metadata format 4) from which a number is read: calling code, prefix for calls abroad, pattern, lengths,
 * national prefix at 5, the same for parsing at 7 and its rule at 8, leading digits, types. The others are for formatting.
 */
const READ = [0, 1, 2, 3, 5, 7, 8, 10, 11];

/** Whether a pattern fits numbers of these lengths only, as far as is known of one that looks ahead. */
function fitsOnly(lengths: readonly unknown[], pattern: unknown): boolean {
  const ofZeros = String(pattern).replace(/\\d|\[.*?\]|\d(?![^{]*\})/g, "0");
  const others = Array.from({ length: 20 }, (_, length) => length).filter((n) => !lengths.includes(n));
  const fits = new RegExp(`^(?:${ofZeros})$`);
  return !ofZeros.includes("(?!") && !others.some((length) => fits.test("0".repeat(length)));
}

/**
 * All types of a number as one, because only whether some type fits is asked. A type's own lengths are left out, because they
 * follow from its pattern.
 *
 * @throws Error when they do not
 */
function asOneType(types: readonly unknown[]): Plan {
  const patterns: unknown[] = [];
  for (const type of types) {
    const [pattern, lengths]: Plan = Array.isArray(type) ? type : [];
    if (!pattern) continue;
    if (Array.isArray(lengths) && !fitsOnly(lengths, pattern))
      throw new Error(`A phone plan has a type whose lengths do not follow from its pattern: ${pattern}`);
    patterns.push(pattern);
  }
  return [[patterns.join("|")]];
}

/** What is read of a plan, in its place, with all types as one. */
function withoutFormats(plan: Plan): Plan {
  const read = Array.from({ length: 12 }, (_, place) => (READ.includes(place) ? plan[place] : 0) ?? 0);
  const types = read[11];
  return Array.isArray(types) ? read.with(11, asOneType(types)) : read;
}

/** A plan as it is packed: of its lengths each is one character, and of its types stands the pattern alone. */
function squeezed(plan: Plan): Plan {
  const row = Array.from({ length: 12 }, (_, place) => plan[place] ?? 0);
  const lengths: readonly unknown[] = Array.isArray(row[3]) ? row[3] : [];
  row[3] = lengths.map((length) => Number(length).toString(36)).join("");
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
    callingCodes.map(([code, countriesOfCode]) => code + countriesOfCode.join("").toLowerCase()).join(""),
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
