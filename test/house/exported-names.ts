import type { SourceFile } from "./sources.js";

const declaration =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:const|let|var|function\*?|class|enum|interface|type) (\w+)/gm;

/** The names that more than one file declares and exports, each with its files. One file may give a type and a value one name. */
export function sharedNames(sources: readonly SourceFile[]): string[] {
  const filesOf = new Map<string, Set<string>>();
  for (const { path, text } of sources) {
    for (const [, name = ""] of text.matchAll(declaration)) {
      filesOf.set(name, (filesOf.get(name) ?? new Set()).add(path));
    }
  }
  return [...filesOf]
    .filter(([, files]) => files.size > 1)
    .map(([name, files]) => `${name}: ${[...files].join(", ")}`);
}
