/** A text with one operator or number altered. */
export interface Mutant {
  readonly text: string;
  /** The line in which it is, and what it is now. */
  readonly line: string;
}

type Swap = readonly [found: RegExp, other: (word: string) => string];

const swaps = (pairs: readonly (readonly [string, string])[]): Swap[] =>
  pairs.flatMap(([one, other]) => [
    [new RegExp(escaped(one), "g"), () => other],
    [new RegExp(escaped(other), "g"), () => one],
  ]);
const escaped = (word: string): string => word.replaceAll(/[.*+?()|[\]^$]/g, "\\$&");

/** What both languages write alike. */
const common: readonly Swap[] = [
  ...swaps([
    [" < ", " <= "],
    [" > ", " >= "],
    [" + ", " - "],
    [" * ", " / "],
    [" and ", " or "],
    ["true", "false"],
  ]),
  // Neither an index nor a part of a name.
  [/(?<![\w[.$'])\d+(?:\.\d+)?(?![\w\]])/g, (word) => String(Number(word) + 1)],
];

const ofLanguage: Readonly<Record<"Lua" | "SQL", readonly Swap[]>> = {
  Lua: [
    ...common,
    ...swaps([
      [" == ", " ~= "],
      [" min(", " max("],
    ]),
  ],
  SQL: [
    ...common,
    ...swaps([
      [" = ", " <> "],
      ["least(", "greatest("],
    ]),
  ],
};

/** Every alteration of one operator or number in the lines of a text that are tried. */
export function mutantsOf(
  language: "Lua" | "SQL",
  text: string,
  isTried: (line: string) => boolean,
): Mutant[] {
  const lines = text.split("\n");
  return lines.flatMap((line, number) =>
    isTried(line)
      ? ofLanguage[language].flatMap(([found, other]) =>
          [...line.matchAll(found)].map(({ 0: word, index }) => {
            const altered = `${line.slice(0, index)}${other(word)}${line.slice(index + word.length)}`;
            return { text: lines.with(number, altered).join("\n"), line: altered.trim() };
          }),
        )
      : [],
  );
}
