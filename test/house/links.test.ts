import { existsSync, readdirSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { PACKAGE_URL, readGuides } from "../../src/build/guides.js";
import { guideIndex, llmsText } from "../../src/build/write-guides.js";
import { anchorsOf, type Page, readPage, readPages } from "./readme.js";
import { readProject } from "./sources.js";

const pages = readPages();
const manifest: { scripts: object; files: string[] } = JSON.parse(readProject("package.json"));
const guideFiles = new Map(readGuides().map(({ fileName, source }) => [`docs/${fileName}`, source]));

const withoutCode = (text: string): string => text.replaceAll(/^ *```[\s\S]*?^ *```$/gm, "");
const linksOf = ({ text }: Page): string[] =>
  [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);

/** The file of the project that a link leads to, and the anchor in it; undefined for another site. */
function targetOf(page: Page, link: string): { path: string; anchor: string | undefined } | undefined {
  const [address = "", anchor] = link.split("#");
  if (address === "") return { path: page.path, anchor };
  if (address.startsWith(PACKAGE_URL)) {
    const path = address.slice(PACKAGE_URL.length);
    return { path: guideFiles.get(path) ?? path, anchor };
  }
  if (/^[a-z]+:/.test(address)) return undefined;
  return { path: posix.join(posix.dirname(page.path), address), anchor };
}

describe.each(pages)("the links of $path", (page) => {
  const targets = linksOf(page).flatMap((link) => {
    const target = targetOf(page, link);
    return target === undefined ? [] : [{ link, ...target }];
  });

  it("lead to files of the project, and to headings that those have", () => {
    const dead = targets.filter(({ path, anchor }) => {
      if (!existsSync(new URL(`../../${path}`, import.meta.url))) return true;
      return anchor !== undefined && !anchorsOf(readPage(path).text).includes(anchor);
    });
    expect(dead.map(({ link }) => link)).toEqual([]);
  });

  it("lead to what is in the package", () => {
    const isPacked = (path: string): boolean =>
      /^(?:README|CHANGELOG)\.md$|^LICENSE$|^package\.json$/.test(path) ||
      [...guideFiles.values()].includes(path) ||
      manifest.files.some((entry) => path === entry || path.startsWith(`${entry}/`));
    expect(targets.filter(({ path }) => !isPacked(path)).map(({ link }) => link)).toEqual([]);
  });
});

describe("the README", () => {
  it("has no relative link, which would be dead where only the README is shown", () => {
    const [readme] = pages;
    expect(readme && linksOf(readme).filter((link) => !/^(?:https:|#)/.test(link))).toEqual([]);
  });
});

describe("the scripts that the pages name", () => {
  const documents = [...pages, readPage(".github/CONTRIBUTING.md")];

  it("exist", () => {
    const named = documents.flatMap(({ text }) =>
      [...text.matchAll(/`npm run ([\w:]+)/g)].map(([, name = ""]) => name),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
  });
});

describe("the scripts of package.json", () => {
  it("have a line each in the guide for contributors", () => {
    const guide = readPage(".github/CONTRIBUTING.md").text;
    const named = Object.keys(manifest.scripts).filter((name) => name !== "test");
    expect(named.filter((name) => !guide.includes(`\`npm run ${name}\``))).toEqual([]);
  });
});

describe("the folder docs of the package", () => {
  it("has every guide of a room, under a name of its own", () => {
    const rooms = readdirSync(new URL("../../src/", import.meta.url), { recursive: true, encoding: "utf8" });
    const guides = readGuides();
    expect(guides.length).toBe(rooms.filter((path) => path.endsWith("README.md")).length + 1);
    expect(new Set(guides.map(({ fileName }) => fileName)).size).toBe(guides.length);
  });

  it("has an index and a map for language models that name every guide with its first paragraph", () => {
    const guides = readGuides();
    for (const { fileName, title, summary } of guides) {
      expect(summary).toMatch(/^[A-Z`].{20,}[.:)]$/);
      expect(guideIndex(guides)).toContain(`- [${title}](${fileName}): ${summary}`);
      expect(llmsText(guides)).toContain(`- [${title}](docs/${fileName}): ${summary}`);
    }
  });

  it("has links that hold there", () => {
    const names = new Set(readGuides().map(({ fileName }) => fileName));
    for (const { fileName, markdown } of readGuides()) {
      const local = linksOf({ path: fileName, text: markdown }).filter(
        (link) => !/^(?:https?:|#|\.\.\/)/.test(link),
      );
      expect(local.filter((link) => !names.has(link.split("#", 1)[0] ?? ""))).toEqual([]);
    }
  });
});
