import { describe, expect, it } from "vitest";
import { readPage, tableBelow } from "./readme.js";
import { readSources } from "./sources.js";

/** Reported by a runtime, a server or TypeScript, so that no source has them. */
const fromOutside =
  /^(?:\d{3}|E[A-Z]+|Cannot find (?:module|package) '.*'|Cannot read properties of undefined \(reading 'bind'\)|@opentelemetry\/api|zod|vitest|'\.\/v4' is not defined)$/;

const rows = tableBelow(readPage("src/errors/README.md").text, "## Troubleshooting");

/** The texts in code of a row's first cell: what people search for. */
const quoted = rows.flatMap(([message = ""]) =>
  [...message.matchAll(/`([^`]+)`/g)].map(([, text = ""]) => text),
);

/** The sources without white space between their texts, so that a message that is split over lines reads as one. */
const sources = readSources()
  .filter(({ path }) => !path.startsWith("build/"))
  .map(({ text }) => text.replaceAll(/["'`] ?\+?\s+["'`]/g, "").replaceAll(/\\"/g, '"'))
  .join("\n");

/** Whether a message stands in the sources, where a name or a number in it may be a part of a template. */
function isInSources(message: string): boolean {
  const parts = message.split(/"[\w.]+"|\b(?:day|bullmq|\d+(?: or \d+)?)\b/).map((part) => part.trim());
  return parts.every((part) => sources.includes(part));
}

describe("the troubleshooting table", () => {
  it("has twenty messages or more, each with its cause and what to do", () => {
    expect(rows.length).toBeGreaterThanOrEqual(20);
    for (const cells of rows) expect(cells.filter((cell) => cell !== "")).toHaveLength(3);
  });

  it("quotes messages that the package really has", () => {
    const ours = quoted.filter((message) => !fromOutside.test(message));
    expect(ours.length).toBeGreaterThan(20);
    expect(ours.filter((message) => !isInSources(message))).toEqual([]);
  });

  it("would be found out if a message changed", () => {
    expect(isInSources("the token functions have failed")).toBe(false);
    expect(isInSources('did you mean "another_field"?')).toBe(true);
  });
});
