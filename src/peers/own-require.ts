/** Loads a package by its name, at once. */
export type Load = (name: string) => unknown;

/**
 * Returns a `require` that finds the project's packages from here; undefined where the runtime has none. A CommonJS file uses
 * its own, which a test runner makes load into the test's globals; an ES module uses its address.
 */
export function ownRequire(): Load | undefined {
  // Through `module`, because a bundler would resolve the bare name as an import.
  if (typeof module === "object" && typeof module.require === "function")
    return (name) => module.require(name);
  const { getBuiltinModule } = globalThis.process ?? {};
  return getBuiltinModule?.("node:module").createRequire(import.meta.url);
}
