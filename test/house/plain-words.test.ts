import { describe, expect, it } from "vitest";
import { type Page, readPage, readPages } from "./readme.js";
import { readSources } from "./sources.js";

/** Words that make a sentence a riddle; what to write instead stands beside each. */
const riddles: readonly (readonly [RegExp, string])[] = [
  [/\bwho(?:m|so)?ever\b/i, "the caller, the contact, the process that …"],
  [/\bwhom\b/i, "the contact that …, the order that …"],
  [/\b(?:no|some|any|every)body\b/i, "a contact, a caller, a user, all contacts, no request"],
  [/\bwhat there is\b/i, "name the things"],
  [/\b(?:that|which|what|it|text) is no (?!longer\b|more\b)\w/i, "is not a …, an unknown …"],
  [/\btaken for dead\b/i, "abandoned"],
  [/\bin (?:Privy|Sequenzy)'s words\b/i, "in Privy's form"],
];

/** Names and values in code, which are not sentences: `nobody@example.com`, `"nobody"`. */
const withoutValues = (line: string): string =>
  line.replaceAll(/\bnobody@[\w.]+|"nobody(?:'s)?"|=nobody\b|\/nobody\b|Bearer nobody\b/g, "");

function riddlesIn({ path, text }: Page): string[] {
  return text.split("\n").flatMap((line, index) => {
    const sentence = withoutValues(line);
    return riddles
      .filter(([pattern]) => pattern.test(sentence))
      .map(
        ([pattern, instead]) => `${path}:${index + 1}: ${pattern.exec(sentence)?.[0]}, better: ${instead}`,
      );
  });
}

/** The titles of a test file, each on its line. */
function titlesOf({ path, text }: Page): Page {
  const lines = text
    .split("\n")
    .map((line) => /^\s*(?:it|describe|\]\)|title:)[^"`]*(["`].*)/.exec(line)?.[1]);
  return { path, text: lines.map((line) => line ?? "").join("\n") };
}

const inFolder = (folder: string): readonly Page[] =>
  readSources(folder).map(({ path, text }) => ({ path: `${folder}/${path}`, text }));

describe("plain words", () => {
  it("are all that comments and messages of the sources have", () => {
    expect(inFolder("src").flatMap(riddlesIn)).toEqual([]);
  });

  it("are all that the titles of tests have", () => {
    const tests = inFolder("test").filter(({ path }) => !path.startsWith("test/house/"));
    expect(tests.map(titlesOf).flatMap(riddlesIn)).toEqual([]);
  });

  it("are all that the guides and the examples have", () => {
    const pages = [...readPages(), readPage("CHANGELOG.md"), readPage(".github/CONTRIBUTING.md")];
    expect([...pages, ...inFolder("examples")].flatMap(riddlesIn)).toEqual([]);
  });

  it("would be missed if a riddle came back", () => {
    const text =
      '/** For whoever asks. */\nthrow new Error("The id that is no number");\nit("finds nobody", …)';
    expect(riddlesIn({ path: "a.ts", text })).toHaveLength(3);
    expect(riddlesIn(titlesOf({ path: "a.ts", text }))).toEqual([
      "a.ts:3: nobody, better: a contact, a caller, a user, all contacts, no request",
    ]);
    const fine = 'It is no longer there; there is no order.\nsend({ email: "nobody" });';
    expect(riddlesIn({ path: "a.ts", text: fine })).toEqual([]);
  });
});
