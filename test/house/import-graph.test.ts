import { builtinModules } from "node:module";
import { describe, expect, it } from "vitest";
import { type Edge, edgesOf, readSources } from "./sources.js";

/** A folder is its name; a file of the top level is its path without the ending. */
const roomOf = (path: string): string => path.split("/")[0]?.replace(/\.ts$/, "") ?? "";

/**
 * What each room may import, beside itself. A room that is not listed stands beside `privy`, as a destination or a tool of
 * its own: it may use what `privy` may, and `privy` and the package's entry, but nothing may reach into it.
 */
const allowed: Record<string, readonly string[]> = {
  errors: [],
  version: [],
  phone: ["errors"],
  schemas: ["errors", "phone"],
  http: ["errors", "phone", "schemas"],
  privy: ["http", "errors", "phone", "schemas", "version"],
  index: ["privy", "http", "errors", "phone", "schemas", "version"],
};
const newRoom = ["privy", "http", "errors", "phone", "schemas", "version", "index"];
/** They may import anything, and nothing imports them. */
const ends = ["testing", "undici", "cli", "build"];

function isAllowed({ from, to, isPackage }: Edge): boolean {
  if (isPackage) return true;
  const [source, target] = [roomOf(from), roomOf(to)];
  if (source === target || ends.includes(source)) return true;
  if (ends.includes(target)) return false;
  return (allowed[source] ?? newRoom).includes(target);
}

const sources = readSources();
const edges = sources.flatMap(edgesOf);
const show = ({ from, to }: Edge): string => `${from} → ${to}`;

describe("the house", () => {
  it("has imports in one direction only: schemas, errors ← http ← privy ← index", () => {
    expect(edges.length).toBeGreaterThan(100);
    expect(edges.filter((edge) => !isAllowed(edge)).map(show)).toEqual([]);
  });

  it("has a rule that names an offending import, and lets a new room be built", () => {
    const offending = ["errors/a.ts → http/b.ts", "http/a.ts → privy/b.ts", "privy/a.ts → testing/b.ts"];
    const welcome = ["sequenzy/a.ts → http/b.ts", "import/a.ts → index.ts", "testing/a.ts → privy/b.ts"];
    const toEdge = (text: string): Edge => {
      const [from = "", to = ""] = text.split(" → ");
      return { from, to, isPackage: false };
    };
    expect(
      [...offending, ...welcome, "privy/a.ts → sequenzy/b.ts"]
        .map(toEdge)
        .filter((edge) => !isAllowed(edge))
        .map(show),
    ).toEqual([...offending, "privy/a.ts → sequenzy/b.ts"]);
    expect(
      edgesOf({
        path: "http/a.ts",
        text: 'import x from "../privy/b.js";\nexport * from "./c.js";\nconst y = await import("node:fs");\nimport "z";\n// from "d"',
      }),
    ).toEqual([
      { from: "http/a.ts", to: "privy/b.ts", isPackage: false },
      { from: "http/a.ts", to: "http/c.ts", isPackage: false },
      { from: "http/a.ts", to: "node:fs", isPackage: true },
      { from: "http/a.ts", to: "z", isPackage: true },
    ]);
  });

  it("has no import that leads nowhere", () => {
    const paths = new Set(sources.map(({ path }) => path));
    expect(edges.filter(({ to, isPackage }) => !isPackage && !paths.has(to)).map(show)).toEqual([]);
  });
});

describe("what the package's entry reaches", () => {
  const reachable = new Set<string>();
  const visit = (path: string): void => {
    if (reachable.has(path)) return;
    reachable.add(path);
    for (const { from, to, isPackage } of edges) if (from === path && !isPackage) visit(to);
  };
  visit("index.ts");
  const packages = edges.filter(({ from, isPackage }) => isPackage && reachable.has(from));

  it("runs in every runtime: no module of Node, in any spelling, and none of the optional peers", () => {
    expect(reachable.size).toBeGreaterThan(50);
    const forbidden = [...builtinModules, "undici", "msw"];
    const offending = packages.filter(
      ({ to }) => to.startsWith("node:") || forbidden.includes(to.split("/")[0] ?? ""),
    );
    expect(offending.map(show)).toEqual([]);
  });

  it("is bundled: only packages that the build takes in", () => {
    const bundled = /^(?:libphonenumber-js|lossless-json|p-retry|zod)(?:\/.+)?$/;
    expect(packages.filter(({ to }) => !bundled.test(to)).map(show)).toEqual([]);
  });

  it("has no circle of imports that are more than types", () => {
    const reached = new Map<string, readonly string[]>();
    for (const { path, text } of sources) {
      const code = text.replace(/^(?:import|export) type [\s\S]*?;$/gm, "");
      reached.set(
        path,
        edgesOf({ path, text: code })
          .filter(({ isPackage }) => !isPackage)
          .map(({ to }) => to),
      );
    }
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (path: string, way: readonly string[]): void => {
      if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(" → "));
      if (way.includes(path) || done.has(path)) return;
      for (const next of reached.get(path) ?? []) walk(next, [...way, path]);
      done.add(path);
    };
    walk("index.ts", []);
    expect(done.size).toBeGreaterThan(50);
    expect(circles).toEqual([]);
  });
});
