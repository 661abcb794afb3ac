// Loads CommonJS files among globals that hold nothing but the language itself.
import { readFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, resolve } from "node:path";
import { compileFunction, createContext } from "node:vm";

/**
 * Loads a file and what it requires. Node's own modules and other packages come from outside.
 *
 * @returns the exports of the file
 */
export function loadAmongBareGlobals(entry) {
  const context = createContext({});
  const loaded = new Map();
  const load = (file) => {
    const known = loaded.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    loaded.set(file, module);
    const own = createRequire(file);
    const require = (name) =>
      isBuiltin(name) || !name.startsWith(".") ? own(name) : load(resolve(dirname(file), name));
    const names = ["module", "exports", "require", "__filename", "__dirname"];
    const body = compileFunction(readFileSync(file, "utf8"), names, {
      filename: file,
      parsingContext: context,
    });
    body(module, module.exports, require, file, dirname(file));
    return module.exports;
  };
  return load(entry);
}
