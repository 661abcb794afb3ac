/** What JSON is made of: texts, line ends, signs and everything else that stands together. */
const tokens = /"(?:\\[\s\S]|[^"\\])*"?|\n|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Where in a text of JSON each value begins: `line_items[0].price` is on line 7. The first line is 1. */
export function linesOfPaths(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  /** The containers around the place: a path, and for a list how many elements came before. */
  const around: { readonly path: string; count: number }[] = [];
  let line = 1;
  let path = "";
  let last = "";
  for (const [token] of text.matchAll(tokens)) {
    const outer = around.at(-1);
    const isFirst = last === "[" || (last === "," && outer && outer.count >= 0);
    if (isFirst && outer && token !== "]" && token !== "\n") {
      path = `${outer.path}[${outer.count}]`;
      outer.count += 1;
      lines.set(path, line);
    }
    if (token === "\n") {
      line += 1;
      continue;
    }
    if (token === "{" || token === "[") around.push({ path, count: token === "[" ? 0 : -1 });
    else if (token === "}" || token === "]") path = around.pop()?.path ?? "";
    else if (token.startsWith('"') && outer?.count === -1 && last !== ":") {
      path = `${outer.path && `${outer.path}.`}${token.slice(1, -1)}`;
      lines.set(path, line);
    }
    last = token;
  }
  return lines;
}

/** A path as issues give it, as text: `["line_items", 0, "price"]` is `line_items[0].price`. */
export function pathAsText(path: string | readonly (string | number)[]): string {
  const text = typeof path === "string" ? path : path.join(".");
  return text.replace(/\.(\d+)(?=\.|$)/g, "[$1]");
}

/** The line of a value, or of the nearest one around it; 1 when there is none. */
export function lineOfPath(lines: ReadonlyMap<string, number>, path: string): number {
  if (path === "") return 1;
  return lines.get(path) ?? lineOfPath(lines, path.replace(/\.?[^.[]+$|\[\d+\]$/, ""));
}
