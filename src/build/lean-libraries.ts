import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import type { Plugin } from "esbuild";
import type { MetadataJson } from "libphonenumber-js";
import { type PhoneType, type Plan, type Plans, unpackPlans, usualExit } from "../phone/unpack-plans.js";

/** The metadata as it is, with the part that the library's type leaves out. */
type WholeMetadata = Omit<MetadataJson, "countries"> & Plans;

/**
 * The types of a plan, those of equal lengths joined into one: a number is valid when it is of any type, and nothing here
 * asks of which.
 */
function joinedTypes([, , , all, , , , , , , , types]: Plan): readonly PhoneType[] {
  const patterns = new Map<string, string[]>();
  for (const type of Array.isArray(types) ? types : []) {
    if (!Array.isArray(type) || !type[0]) continue;
    const lengths = JSON.stringify(type[1] ?? all);
    patterns.set(lengths, [...(patterns.get(lengths) ?? []), type[0]]);
  }
  return [...patterns].map(([lengths, joined]) =>
    lengths === JSON.stringify(all) ? [joined.join("|")] : [joined.join("|"), JSON.parse(lengths)],
  );
}

/**
 * A plan without what only writes a number. Its places, in format 4: the calling code at 0, what one dials to call abroad at
 * 1, the pattern of a national number at 2 and its lengths at 3, prefixes at 5, 7 and 8, leading digits at 10, types at 11.
 */
function withoutFormats(plan: Plan): Plan {
  const [code = "", exit, pattern = "", lengths = [], , prefix, , forParsing, transform, , leading, types] =
    plan;
  const joined = joinedTypes(plan);
  if (types && joined.length === 0)
    throw new Error("a plan of libphonenumber-js has types, but none with a pattern");
  const text = (part: Plan[number] | undefined): Plan[number] => part || "";
  return [
    code,
    exit || usualExit,
    pattern,
    lengths,
    0,
    text(prefix),
    0,
    text(forParsing),
    text(transform),
    0,
    text(leading),
    joined.length > 0 ? joined : "",
  ];
}

const each = (plans: Plans["countries"]): { [name: string]: Plan } =>
  Object.fromEntries(Object.entries(plans).map(([name, plan]) => [name, withoutFormats(plan)]));

/** The metadata without what only formats a number, in the library's own shape. */
export function phonePlans(metadata: MetadataJson): Plans {
  const { version, country_calling_codes, countries, nonGeographic } = metadata as WholeMetadata;
  if (version !== 4 || nonGeographic === undefined)
    throw new Error(
      `libphonenumber-js has metadata of format ${version}; look at what the places of a plan mean now`,
    );
  return { version, country_calling_codes, countries: each(countries), nonGeographic: each(nonGeographic) };
}

const shortened = (pattern: Plan[number] | undefined): string =>
  String(pattern).replaceAll("(?:", "<").replaceAll("\\d", "d");
const letters = (lengths: unknown): string =>
  Array.isArray(lengths) ? String.fromCharCode(...lengths.map((length: number) => length + 64)) : "";
const packedTypes = (types: Plan[number] | undefined): string =>
  (Array.isArray(types) ? types : [])
    .map(([pattern, lengths]) => shortened(pattern) + (lengths ? `;${letters(lengths)}` : ""))
    .join("/");

/** Packs the plans as `unpackPlans` reads them: derived from the installed library at each build, so that they cannot go stale. */
export function packPlans(plans: Plans): string {
  const { country_calling_codes: codes, countries, nonGeographic } = plans;
  const rows = [
    ...Object.values(codes).flatMap((names) => names.map((name) => countries[name] ?? [])),
    ...Object.values(nonGeographic),
  ];
  const groups = [
    ...Object.entries(codes).map(([code, names]) => code + names.join("")),
    ...Object.keys(nonGeographic),
  ];
  const columns: ((plan: Plan) => string)[] = [
    (plan) => (plan[1] === usualExit ? "" : shortened(plan[1])),
    (plan) => shortened(plan[2]),
    (plan) => letters(plan[3]),
    (plan) => shortened(plan[5]),
    (plan) => shortened(plan[7]),
    (plan) => shortened(plan[8]),
    (plan) => shortened(plan[10]),
    (plan) => packedTypes(plan[11]),
  ];
  const packed = [groups.join(" "), ...columns.flatMap((column) => rows.map(column))].join("\n");
  const { ...again } = unpackPlans(packed);
  if (!isDeepStrictEqual(again, plans) || /`|\$\{/.test(packed))
    throw new Error(
      "the numbering plans of libphonenumber-js cannot be packed; look at what is new in its metadata",
    );
  return packed;
}

/** Files of libraries that are replaced by those in `lean`. */
interface Replaced {
  readonly files: readonly string[];
  /** SHA-256 of the library's own texts of these files, one after the other, as they were when the others were written. */
  readonly lookedAt: string;
}

const replaced: { readonly [library: string]: Replaced } = {
  "libphonenumber-js": {
    files: [
      "core/es6/index.js",
      "es6-modern/PhoneNumber.js",
      "es6-modern/helpers/checkNumberLength.js",
      "es6-modern/helpers/extractCountryCallingCode.js",
      "es6-modern/helpers/extractCountryCallingCodeFromInternationalNumberWithoutPlusSign.js",
      "es6-modern/helpers/extractNationalNumber.js",
      "es6-modern/helpers/extractNationalNumberFromPossiblyIncompleteNumber.js",
      "es6-modern/helpers/getNumberType.js",
      "es6-modern/helpers/isViablePhoneNumber.js",
      "es6-modern/helpers/matchesEntirely.js",
      "es6-modern/isPossible.js",
      "es6-modern/metadata.js",
      "es6-modern/parse.js",
      "es6-modern/parseIncompletePhoneNumber.js",
    ],
    lookedAt: "04a320f19ebff1853d6dacaadb2ef9df7545fb39de42f3b840f36600e78266d8",
  },
  "lossless-json": {
    files: ["lib/esm/numberParsers.js", "lib/esm/revive.js"],
    lookedAt: "f079cd426903f552b14424c947cdad110f8cf9dfc15a98b4a1fbf64e122dd4c5",
  },
};

async function checkReplaced(library: string, folder: string, { files, lookedAt }: Replaced): Promise<void> {
  const hash = createHash("sha256");
  for (const file of files) hash.update(await readFile(folder + file));
  const digest = hash.digest("hex");
  if (digest !== lookedAt)
    throw new Error(
      `${library} has changed a file that src/build/lean/${library} replaces. Compare ${files.join(", ")}, follow the changes, and write ${digest} into src/build/lean-libraries.ts`,
    );
}

const root = new URL("../../", import.meta.url);

/**
 * Bundles libraries without what is not asked for here: libphonenumber-js reads numbers and does not write them, lossless-json
 * parses numbers as it is told. The sources run unchanged without this plugin, on the whole libraries; the numbers are the
 * same either way, which a test holds it to.
 */
export const leanLibraries: Plugin = {
  name: "lean-libraries",
  setup(build) {
    build.onLoad({ filter: /libphonenumber-js[\\/]metadata\.min\.json(?:\.js)?$/ }, async ({ path }) => {
      const metadata: MetadataJson = JSON.parse(await readFile(path.replace(/\.js$/, ""), "utf8"));
      // Relative, because the text becomes part of the source map, which ships.
      const contents = `import { unpackPlans } from ${JSON.stringify("./src/phone/unpack-plans.ts")};
export default /* @__PURE__ */ unpackPlans(String.raw\`${packPlans(phonePlans(metadata))}\`);`;
      return { contents, loader: "js", resolveDir: fileURLToPath(root) };
    });
    // Through the library's entry, its writer would come along to wherever only its parser is used.
    build.onResolve({ filter: /^lossless-json$/ }, ({ importer }) =>
      /[\\/]http[\\/]lossless-json\.ts$/.test(importer)
        ? build.resolve("./parse.js", {
            kind: "import-statement",
            resolveDir: fileURLToPath(new URL("node_modules/lossless-json/lib/esm", root)),
          })
        : undefined,
    );
    for (const [library, lean] of Object.entries(replaced)) {
      const folder = new RegExp(`^.*[\\\\/]node_modules[\\\\/]${library}[\\\\/]`);
      let checked: Promise<void> | undefined;
      build.onLoad({ filter: folder }, async ({ path }) => {
        const [within = ""] = folder.exec(path) ?? [];
        const file = path.slice(within.length).replaceAll("\\", "/");
        if (!lean.files.includes(file)) return undefined;
        checked ??= checkReplaced(library, within, lean);
        await checked;
        return {
          contents: await readFile(new URL(`lean/${library}/${file}`, import.meta.url)),
          loader: "js",
        };
      });
    }
  },
};
