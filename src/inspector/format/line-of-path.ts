/** Where in a text of JSON each value begins: `line_items[0].price` is on line 7. The first line is 1. */
export function linesOfPaths(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let at = 0;
  let line = 1;

  const skip = (): void => {
    while (at < text.length && /\s/.test(text[at] ?? "")) {
      if (text[at] === "\n") line += 1;
      at += 1;
    }
  };
  const readText = (): string => {
    const from = at;
    at += 1;
    while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
    at += 1;
    try {
      return String(JSON.parse(text.slice(from, at)));
    } catch {
      return text.slice(from + 1, at - 1);
    }
  };
  const readMembers = (path: string, close: string): void => {
    at += 1;
    for (let index = 0; at < text.length; index += 1) {
      skip();
      if (text[at] === close) break;
      const from = at;
      let inner = `${path}[${index}]`;
      if (close === "}") {
        if (text[at] !== '"') return;
        const startLine = line;
        const key = readText();
        inner = path === "" ? key : `${path}.${key}`;
        lines.set(inner, startLine);
        skip();
        if (text[at] === ":") at += 1;
        skip();
      } else {
        lines.set(inner, line);
      }
      readValue(inner);
      skip();
      if (text[at] === ",") at += 1;
      if (at === from) return;
    }
    at += 1;
  };
  function readValue(path: string): void {
    skip();
    if (text[at] === "{") readMembers(path, "}");
    else if (text[at] === "[") readMembers(path, "]");
    else if (text[at] === '"') readText();
    else while (at < text.length && !/[\s,\]}]/.test(text[at] ?? "")) at += 1;
  }

  readValue("");
  return lines;
}

/** A path as issues give it, as text: `["line_items", 0, "price"]` is `line_items[0].price`. */
export function pathAsText(path: string | readonly (string | number)[]): string {
  if (typeof path === "string") return path.replace(/\.(\d+)(?=\.|\[|$)/g, "[$1]");
  return path.reduce<string>((text, step) => {
    if (typeof step === "number" || /^\d+$/.test(step)) return `${text}[${step}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

/** The line of a value, or of the nearest one around it; 1 when there is none. */
export function lineOfPath(lines: ReadonlyMap<string, number>, path: string): number {
  for (let rest = path; rest !== ""; rest = rest.replace(/(?:\.[^.[]+|\[\d+\]|^[^.[]+)$/, "")) {
    const line = lines.get(rest);
    if (line !== undefined) return line;
    if (!/[.[]/.test(rest)) break;
  }
  return 1;
}
