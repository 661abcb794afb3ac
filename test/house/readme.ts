import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readGuides } from "../../src/build/guides.js";

/** Where the README is. */
export const readmePath: string = fileURLToPath(new URL("../../README.md", import.meta.url));

/** The README as it is now. */
export function readReadme(): string {
  return readFileSync(readmePath, "utf8");
}

/** A page of the documentation: its path in the project and its text. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** A file of the project as a page. */
export function readPage(path: string): Page {
  return { path, text: readFileSync(new URL(`../../${path}`, import.meta.url), "utf8") };
}

/** The README and every guide. */
export function readPages(): readonly Page[] {
  return ["README.md", ...readGuides().map(({ source }) => source)].map(readPage);
}

/** The anchors that a page's headings make. */
export function anchorsOf(markdown: string): readonly string[] {
  const prose = markdown.replaceAll(/^ *```[\s\S]*?^ *```$/gm, "");
  return [...prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\- _]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** A fenced block of a page. */
export interface ReadmeBlock {
  /** The page's path. */
  readonly page: string;
  readonly language: string;
  /** Whether its info string says that it runs as it stands. */
  readonly isRunnable: boolean;
  readonly code: string;
  /** The line of its fence, counted from 1. */
  readonly line: number;
  /** What the block right below it says it prints. */
  readonly prints?: string;
}

/** Every fenced block, those within list items included. */
export function blocksOf(markdown: string, page = "README.md"): readonly ReadmeBlock[] {
  const fences = /^([ \t]*)```(\w+)( runnable)?\n([\s\S]*?)^\1```$(?:\n\n```text\n([\s\S]*?)^```$)?/gm;
  return [...markdown.matchAll(fences)].map((match) => {
    const [, indent = "", language = "", runnable, code = "", prints] = match;
    return {
      page,
      language,
      isRunnable: runnable !== undefined,
      code: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
      line: markdown.slice(0, match.index).split("\n").length,
      ...(prints === undefined ? {} : { prints }),
    };
  });
}

/** The rows of the first table below a heading, cell by cell, without its head. */
export function tableBelow(markdown: string, heading: string): readonly (readonly string[])[] {
  const start = markdown.indexOf(`${heading}\n`);
  if (start < 0) throw new Error(`The page has no heading "${heading}".`);
  const section = markdown.slice(start + heading.length).split(/^#+ /m, 1)[0] ?? "";
  const table = /(?:^\|.*\n)+/m.exec(section)?.[0].trim().split("\n") ?? [];
  return table.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** What a cell says in code, or the cell as it is. */
export function codeOf(cell: string | undefined): string {
  return /`([^`]*)`/.exec(cell ?? "")?.[1] ?? cell ?? "";
}
