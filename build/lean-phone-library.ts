import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";
import { phonePlans } from "./phone-plans.js";

/** Writing a number with blanks, which nothing here does: a method of the class keeps it from being shaken off. */
const noFormat =
  'export default function format() { throw new Error("formatting is left out of this build"); }';

/**
 * Bundles libphonenumber-js without what only writes a number: the metadata's formats and the code that applies them. The
 * sources run unchanged without this plugin, on the whole library; it gives the same numbers either way.
 */
export const leanPhoneLibrary: Plugin = {
  name: "lean-phone-library",
  setup(build) {
    build.onLoad({ filter: /libphonenumber-js[\\/]metadata\.min\.json(?:\.js)?$/ }, async ({ path }) => {
      const plans = JSON.stringify(phonePlans(JSON.parse(await readFile(path.replace(/\.js$/, ""), "utf8"))));
      if (/`|\$\{/.test(plans)) throw new Error("the phone metadata cannot stand in a template literal");
      // A runtime reads JSON in a text several times faster than the same literal as code, and keeps less of it.
      return { contents: `export default JSON.parse(String.raw\`${plans}\`)`, loader: "js" };
    });
    build.onResolve({ filter: /^\.\/format\.js$/ }, ({ importer }) =>
      /libphonenumber-js[\\/]es6-modern[\\/]PhoneNumber\.js$/.test(importer)
        ? { path: "format", namespace: "no-phone-format" }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "no-phone-format" }, () => ({
      contents: noFormat,
      loader: "js",
    }));
  },
};
