import { isMissing } from "./is-missing.js";

/** Loads a package by its name, at once. */
export type Load = (name: string) => unknown;

/** Node's own modules of that name; undefined where there are none, or where asking for them throws (Next.js's edge runtime). */
function nodeModule<Name extends "node:module" | "node:path">(name: Name) {
  try {
    return globalThis.process?.getBuiltinModule?.(name);
  } catch {
    return undefined;
  }
}

/** A `require` for each place where the packages of the project may be: first this file's, then the running program's. */
function requires(): readonly Load[] {
  const createRequire = nodeModule("node:module")?.createRequire;
  if (createRequire === undefined) return [];
  const program = globalThis.process.argv?.[1];
  return [
    // In a bundle it may be missing, or the address on the machine that built it.
    ...(import.meta.url === undefined ? [] : [import.meta.url]),
    ...(program !== undefined && nodeModule("node:path")?.isAbsolute(program) ? [program] : []),
  ].map((place) => createRequire(place));
}

/**
 * Returns a `require` that finds the project's packages from here; undefined where the runtime has none. A CommonJS file uses
 * its own, which a test runner makes load into the test's globals; an ES module uses its address. Bundlers do not see what is
 * loaded by it: a package that is not installed breaks no build, and one that is installed stays outside of the bundle.
 */
export function ownRequire(): Load | undefined {
  // Looked up by name, because a bundler would resolve `module.require` as an import.
  const own: unknown = typeof module === "object" ? Reflect.get(module, "require") : undefined;
  if (typeof own === "function") return (name) => Reflect.apply(own, module, [name]);
  const [first, second] = requires();
  if (first === undefined || second === undefined) return first;
  return (name) => {
    try {
      return first(name);
    } catch (error) {
      if (!isMissing(error)) throw error;
      return second(name);
    }
  };
}
