/** Loads a package by its name, at once. */
export type Load = (name: string) => unknown;

/**
 * A `require` that finds the packages of a project from here; undefined where there is none. A file in CommonJS has one of its
 * own, by which a test runner loads into the test's globals; an ES module has an address.
 */
export function ownRequire(): Load | undefined {
  // By its module, because a bundler takes the bare name for an import that it has to resolve.
  if (typeof module === "object" && typeof module.require === "function")
    return (name) => module.require(name);
  const { getBuiltinModule } = globalThis.process ?? {};
  return getBuiltinModule?.("node:module").createRequire(import.meta.url);
}
