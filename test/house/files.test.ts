import { VERSION } from "privy-orders";
import { describe, expect, it } from "vitest";
import { DEFAULTS } from "../../src/http/options/defaults.js";
import { sharedNames } from "./exported-names.js";
import { edgesOf, readProject, readSources } from "./sources.js";

const sources = readSources();
/** What the tests read of the sources. */
const testEdges = readSources("test")
  .flatMap(({ path, text }) => edgesOf({ path: `../test/${path}`, text }))
  .map(({ to, ...edge }) => ({ ...edge, to: to.replace("../src/", "") }));
const isIndex = (path: string): boolean => /(?:^|\/)index\.ts$/.test(path);
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
const numberOf = (text: string): number => Number(text.replace(/[_,]/g, ""));

describe("the files of the sources", () => {
  it("have 250 lines at most", () => {
    const long = sources.filter(({ text }) => text.split("\n").length - 1 > 250).map(({ path }) => path);
    expect(long).toEqual([]);
  });

  it("carry a version that is the package's", () => {
    expect(VERSION).toBe(JSON.parse(readProject("package.json")).version);
  });

  it("print nothing", () => {
    const printing = /\bconsole\s*\.|\bprocess\s*\.\s*(?:stdout|stderr|emitWarning)\b/;
    expect(
      sources.filter(({ text }) => printing.test(withoutComments(text))).map(({ path }) => path),
    ).toEqual([]);
  });

  it("have index.ts where one can import from only, and no star in their exports but for the one list that two entries share", () => {
    const { exports } = JSON.parse(readProject("package.json")) as { exports: object }; // as every package with subpaths
    const indexes = sources.map(({ path }) => path).filter((path) => /(?:^|\/)index\.ts$/.test(path));
    // A room of its own may be about to become an entry; a folder within a room is one or has no index.
    const isEntry = (path: string): boolean =>
      path.split("/").length <= 2 || Object.hasOwn(exports, `./${path.replace("/index.ts", "")}`);
    expect(indexes.filter((path) => !isEntry(path))).toEqual([]);
    const stars = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/^export \* .*"(.+)";$/gm)].map(([, to]) => `${path} ${to}`),
    );
    expect(stars).toEqual(["index.ts ./schemas/shared-names.js", "schemas/index.ts ./shared-names.js"]);
  });
});

describe("the checks of an object's kind", () => {
  it("stand once, in schemas/objects; the page and the fakes have their own, so that they share nothing with the client", () => {
    const check = /^(?:export )?(?:function|const) (?:isObject|isRecord|memberOf)\b/m;
    const own = sources.filter(
      ({ path, text }) => check.test(text) && !/^(?:inspector|testing)\//.test(path),
    );
    expect(own.map(({ path }) => path)).toEqual(["schemas/objects/is-object.ts"]);
  });
});

describe("what the sources export", () => {
  it("has one name each", () => {
    expect(sharedNames(sources)).toEqual([]);
  });

  it("is seen in every form, re-exports and a type beside its value left out", () => {
    expect(
      sharedNames([
        {
          path: "a.ts",
          text: "export const one = 1;\nexport type Two = 2;\nexport async function three() {}",
        },
        {
          path: "b.ts",
          text: "export abstract class one {}\nexport interface Two {}\nexport function* three() {}",
        },
        {
          path: "c.ts",
          text: 'export { one } from "./a.js";\nexport type Four = 4;\nexport const Four = 4;',
        },
      ]),
    ).toEqual(["one: a.ts, b.ts", "Two: a.ts, b.ts", "three: a.ts, b.ts"]);
  });

  it("is in a file of its own only where it has fifteen lines or more than one reader", () => {
    const readers = new Map<string, string[]>();
    for (const { from, to } of [...sources.flatMap(edgesOf), ...testEdges]) {
      readers.set(to, [...(readers.get(to) ?? []), from]);
    }
    const shards = sources
      .filter(({ path, text }) => !isIndex(path) && text.split("\n").length - 1 < 15)
      .filter(({ path }) => readers.get(path)?.length === 1 && !isIndex(readers.get(path)?.[0] ?? ""));
    expect(shards.map(({ path }) => `${path} → ${readers.get(path)?.[0]}`)).toEqual([]);
  });
});

describe("a default of the transport", () => {
  const names = Object.keys(DEFAULTS);

  it("stands once: no other file falls back to a number of its own", () => {
    const assignment = new RegExp(`\\b(?:${names.join("|")})\\b\\s*(?:=|\\?\\?|\\|\\|)\\s*\\(?\\s*[\\d.]`);
    const offending = sources
      .filter(({ path }) => path !== "http/options/defaults.ts")
      .flatMap(({ path, text }) =>
        withoutComments(text)
          .split("\n")
          .filter((line) => assignment.test(line))
          .map((line) => `${path}: ${line.trim()}`),
      );
    expect(assignment.test("const { timeoutMs = 10_000 } = options;")).toBe(true);
    expect(assignment.test("maxAttempts: options.maxAttempts ?? 4,")).toBe(true);
    expect(offending).toEqual([]);
  });

  it("is documented with its true value, in milliseconds where it is a time", () => {
    const documented: string[] = [];
    for (const { path, text } of sources.filter(({ path }) => /^(?:privy|http\/options)\//.test(path))) {
      for (const [, comment = "", name = ""] of text.matchAll(
        /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s+(?:readonly )?(\w+)\??:/g,
      )) {
        const stated = /default ([\d.,_]*\d)/i.exec(comment)?.[1];
        const value = Object.entries(DEFAULTS).find(([key]) => key === name)?.[1];
        if (value === undefined || stated === undefined) continue;
        documented.push(name);
        expect(`${path} ${name} ${numberOf(stated)}`).toBe(`${path} ${name} ${value}`);
        if (name.endsWith("Ms")) expect(comment).toMatch(/milliseconds/i);
      }
    }
    expect(documented).toEqual(
      expect.arrayContaining(["timeoutMs", "deadlineMs", "maxAttempts", "maxRetryDelayMs", "liveReserve"]),
    );
  });

  it("is sensible: a first attempt and a pause fit into the deadline", () => {
    expect(DEFAULTS.timeoutMs + DEFAULTS.maxRetryDelayMs).toBeLessThan(DEFAULTS.deadlineMs);
  });
});
