/** Loads a package by its name, at once. */
export type Load = (name: string) => unknown;

/**
 * A `require` that finds the packages of a project from here; undefined where there is none. A file in CommonJS has one of its
 * own, by which a test runner loads into the test's globals; an ES module has an address. The build leaves each format the
 * one of the two that it has.
 */
export function ownRequire(): Load | undefined {
  if (typeof require === "function") return require;
  const { getBuiltinModule } = globalThis.process ?? {};
  return getBuiltinModule?.("node:module").createRequire(import.meta.url);
}
