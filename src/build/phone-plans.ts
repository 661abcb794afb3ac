import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";
import type { MetadataJson } from "libphonenumber-js";
import { lengthsOf } from "../phone/lengths-of.js";
import { FIRST_SIGN, PACKED_SIGNS, type Plan, type PlanMetadata, spelledOut } from "../phone/unpack-plans.js";

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
  return [[inOrder(String(withListedDigits(patterns.join("|"))))]];
}

/**
 * A pattern with the alternatives of each group by how they begin: a class, any digit, a group, one digit. A whole number either
 * fits or does not, whatever their order, and like stands by like.
 */
function inOrder(pattern: string): string {
  // The place of a group that captures may matter.
  if (/\((?!\?:)/.test(pattern)) return pattern;
  const rank = (alternative: string): number => "<\\[".indexOf(alternative.charAt(0));
  const ordered = (group: string): string =>
    group
      .split("|")
      .sort((left, right) => rank(right) - rank(left))
      .join("!");
  let rest = pattern;
  // From the innermost groups outwards: one that is done is written in other signs.
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(/\(\?:([^()]*)\)/g, (_, group: string) => `<${ordered(group)}>`);
  }
  return ordered(rest).replaceAll("!", "|").replaceAll("<", "(?:").replaceAll(">", ")");
}

/** A pattern with every class as its digits, one by one: `[0-35]` is `[01235]`. */
function withListedDigits(pattern: unknown): unknown {
  if (typeof pattern !== "string") return pattern;
  return pattern.replace(/(\d)-(\d)/g, (_, first: string, last: string) =>
    "0123456789".slice(Number(first), Number(last) + 1),
  );
}

/**
 * What is read of a plan, in its place, with all types as one.
 *
 * @throws Error when its lengths or those of a type do not follow from the pattern
 */
function withoutFormats(plan: Plan): Plan {
  const read = Array.from(
    { length: 12 },
    (_, place) => (READ.includes(place) ? withListedDigits(plan[place]) : 0) ?? 0,
  );
  read[2] = inOrder(String(read[2]));
  const types = read[11];
  if (Array.isArray(types)) return read.with(11, asOneType(types, read[3]));
  if (!fitsOnly(read[3], read[2]))
    throw new Error(`A phone plan has lengths that do not follow from its pattern: ${read[2]}`);
  return read;
}

function lettersOf(digits: string): string {
  const bitsOf = (first: number): number =>
    [0, 1, 2, 3, 4].reduce((bits, bit) => bits | (Number(digits.includes(String(first + bit))) << bit), 0);
  return String.fromCharCode(64 + bitsOf(0), 64 + bitsOf(5));
}

/**
 * The short form of a pattern in packed signs, see `spelledOut`; empty for a part that a plan does not have.
 *
 * @throws Error when the pattern does not come out of it again
 */
function packedForm(pattern: unknown): string {
  const text = String(pattern || "");
  const short = text
    .replaceAll("(?:", "<")
    .replace(/\\d\{(\d+)\}/g, (_, count: string) => String.fromCharCode(96 + Number(count)))
    .replaceAll("\\d{", "~")
    .replaceAll("\\d", "#")
    .replace(/\[(\d+)\]/g, (_, digits: string) => lettersOf(digits))
    .replace(/([@-z#)}])(\|?)(?=\d)/g, (_, end: string, bar: string) => (bar === "" ? `${end}&` : end));
  const packed = Array.from(short, (sign) => PACKED_SIGNS.charAt(sign.charCodeAt(0) - FIRST_SIGN)).join("");
  if (spelledOut(packed) !== text) throw new Error(`A phone plan has no short form for ${text}`);
  return packed;
}

/** A plan as it is packed: without its lengths, when they follow from its pattern, and of its types stands the pattern alone. */
function squeezed(plan: Plan): string[] {
  const lengths = String(lengthsOf(plan[2])) === String(plan[3]) ? "" : plan[3];
  return READ.slice(1).map((place) => packedForm(place === 3 ? lengths : plan[place]));
}

const each = (plans: PlanMetadata["countries"]): { [name: string]: Plan } =>
  Object.fromEntries(Object.entries(plans).map(([name, plan]) => [name, withoutFormats(plan)]));

/**
 * The metadata without formatting rules, in the library's own shape.
 *
 * @throws Error when the format is not 4, because the places of a plan may mean something else then
 */
export function phonePlans(metadata: MetadataJson): PlanMetadata {
  const whole: object = metadata;
  // The library's type leaves out `nonGeographic`, which its metadata has.
  const { version, country_calling_codes, countries, nonGeographic } = whole as PlanMetadata;
  if (version !== 4 || nonGeographic === undefined)
    throw new Error(
      `libphonenumber-js has metadata of format ${version}. Check what the places of a plan mean now`,
    );
  return { version, country_calling_codes, countries: each(countries), nonGeographic: each(nonGeographic) };
}

/**
 * The plans as text, column by column, those of one calling code side by side: like stands by like, which compresses well.
 *
 * @throws Error when a pattern has no short form
 */
export function packPlans({ country_calling_codes, countries, nonGeographic }: PlanMetadata): string {
  const entries = Object.entries(country_calling_codes);
  const names = entries.flatMap(([, countriesOfCode]) => countriesOfCode);
  const plans = [...names.map((name) => countries[name] ?? []), ...Object.values(nonGeographic)].map(
    squeezed,
  );
  const callingCodes = entries.map(([code, countriesOfCode], index) => {
    const letters = countriesOfCode.join("").toLowerCase();
    const isNext = Number(code) === Number(entries[index - 1]?.[0] ?? 0) + 1;
    return isNext ? letters.charAt(0).toUpperCase() + letters.slice(1) : code + letters;
  });
  const columns = READ.slice(1).map((_, index) => plans.map((plan) => plan[index]).join(","));
  return [callingCodes.join(""), Object.keys(nonGeographic).join(","), ...columns].join(";");
}

/**
 * Bundles libphonenumber-js with its metadata without formats, which nothing here uses. The text is parsed faster
 * than the same object written as a program. Derived at each build from the installed library, so that it cannot go stale; a
 * test compares what is read from it with the library.
 */
export const phonePlansOnly: Plugin = {
  name: "phone-plans-only",
  setup(build) {
    build.onLoad({ filter: /libphonenumber-js[\\/]metadata\.min\.json(?:\.js)?$/ }, async ({ path }) => {
      const metadata: MetadataJson = JSON.parse(await readFile(path.replace(/\.js$/, ""), "utf8"));
      const packed = packPlans(phonePlans(metadata));
      if (/[\\`]|\$\{/.test(packed))
        throw new Error("A phone plan holds what a template literal reads otherwise");
      return {
        contents: `import { unpackPlans } from ${JSON.stringify("./src/phone/unpack-plans.ts")};
export default /* @__PURE__ */ unpackPlans(\`${packed}\`);`,
        loader: "js",
        resolveDir: fileURLToPath(new URL("../../", import.meta.url)),
      };
    });
  },
};
