import { builtinModules } from "node:module";
import { describe, expect, it } from "vitest";
import { findCircles, foldersBesideSources, foldersWithoutRooms, isAllowed } from "./import-rules.js";
import { type Edge, edgesOf, readSources } from "./sources.js";

const sources = readSources();
const edges = sources.flatMap(edgesOf);
const show = ({ from, to }: Edge): string => `${from} → ${to}`;
const toEdge = (text: string): Edge => {
  const [from = "", to = ""] = text.split(" → ");
  return { from, to, isPackage: false };
};

describe("the house", () => {
  it("has imports in one direction only: errors ← phone ← schemas ← http ← privy, sequenzy ← index", () => {
    expect(edges.length).toBeGreaterThan(1_000);
    expect(edges.filter((edge) => !isAllowed(edge)).map(show)).toEqual([]);
  });

  it.each([
    "errors/a.ts → http/b.ts",
    "phone/a.ts → schemas/order/b.ts",
    "http/a.ts → privy/b.ts",
    "privy/a.ts → sequenzy/b.ts",
    "platforms/a.ts → webhooks/b.ts",
    "privy/a.ts → testing/kit/b.ts",
    "import/a.ts → cli/b.ts",
    "import/run/a.ts → import/node/b.ts",
    "testing/kit/a.ts → testing/privy/b.ts",
    "testing/kit/clock/a.ts → privy/b.ts",
    "testing/privy/a.ts → testing/sequenzy/b.ts",
    "testing/kit/fields/a.ts → schemas/values/b.ts",
    "testing/sequenzy/a.ts → testing/privy/b.ts",
    "inspector/a.ts → testing/server/b.ts",
  ])("names an offending import: %s", (text) => {
    expect(isAllowed(toEdge(text))).toBe(false);
  });

  it.each([
    "phone/a.ts → errors/b.ts",
    "sequenzy/a.ts → http/b.ts",
    "import/a.ts → index.ts",
    "import/node/a.ts → import/run/b.ts",
    "webhooks/a.ts → platforms/b.ts",
    "testing/kit/faults/a.ts → testing/kit/clock/b.ts",
    "testing/privy/a.ts → testing/kit/b.ts",
    "testing/privy/a.ts → privy/b.ts",
    "cli/a.ts → testing/server/b.ts",
    "inspector/a.ts → query/b.ts",
  ])("lets a permitted import pass: %s", (text) => {
    expect(isAllowed(toEdge(text))).toBe(true);
  });

  it("sees imports of types, and calls of import(), in every spelling", () => {
    expect(
      edgesOf({
        path: "http/a.ts",
        text: 'import type x from "../privy/b.js";\nexport * from "./c.js";\nconst y = await import("node:fs");\nimport "z";\n// from "d"',
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

  it("has no circle of imports, types included", () => {
    expect(findCircles(edges)).toEqual([]);
    expect(findCircles(["a.ts → b.ts", "b.ts → c.ts", "c.ts → b.ts"].map(toEdge))).toEqual([
      "b.ts → c.ts → b.ts",
    ]);
  });

  it("has no folder of more than fifteen files", () => {
    expect(foldersWithoutRooms(sources.map(({ path }) => path))).toEqual([]);
    const sixteen = Array.from({ length: 16 }, (_, index) => `a/${index}.ts`);
    expect(foldersWithoutRooms([...sixteen, "a/index.ts"])).toEqual(["a: 16 files"]);
    expect(foldersWithoutRooms(sixteen.slice(1))).toEqual([]);
  });

  it("has its tests in the same rooms as its sources", () => {
    const paths = sources.map(({ path }) => path);
    expect(
      foldersBesideSources(
        readSources("test").map(({ path }) => path),
        paths,
      ),
    ).toEqual([]);
    expect(
      foldersBesideSources(["a/b.test.ts", "a/c/d.test.ts", "c/e.test.ts", "c/f.ts"], ["a/c/b.ts"]),
    ).toEqual(["c"]);
  });
});

describe("the contract of the queue's engines", () => {
  it("imports nothing of Node: it runs in workerd too", () => {
    const imports = readSources("test/queue/contract").flatMap((file) => edgesOf(file).map(({ to }) => to));
    expect(imports).toContain("vitest");
    expect(imports.filter((to) => to.startsWith("node:"))).toEqual([]);
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
});
