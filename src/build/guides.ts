import { readdirSync, readFileSync } from "node:fs";
import { posix, sep } from "node:path";

/** Where the README's links to guides and other packed files lead: npm's page shows the README without the files beside it. */
export const PACKAGE_URL = "https://unpkg.com/privy-orders/";

/** A guide: the README.md of a room, or of the examples, as it stands in the package's folder `docs`. */
export interface Guide {
  /** Its path in the repository, such as `src/import/README.md`. */
  readonly source: string;
  /** Its name in `docs`, such as `import.md`. */
  readonly fileName: string;
  readonly title: string;
  /** Its first paragraph as one line, without links. */
  readonly summary: string;
  /** Its text, with links that hold within `docs`. */
  readonly markdown: string;
}

/** What a reader needs first comes first; every other guide follows by its name. */
const order = [
  "http",
  "schemas",
  "errors",
  "platforms",
  "webhooks",
  "recipes",
  "queue",
  "import",
  "cli",
  "testing",
  "inspector",
];

const link = /\]\((?!https?:|mailto:|#)([^)#\s]+)(#[^)\s]*)?\)/g;

/** Splits a page at its fenced blocks, so that code is left as it is. */
function outsideCode(markdown: string, change: (prose: string) => string): string {
  return markdown
    .split(/(^ *```[\s\S]*?^ *```$)/m)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join("");
}

const RECIPES = "examples/README.md";

const isGuide = (path: string): boolean => path === RECIPES || /^src\/.+\/README\.md$/.test(path);

/** The name in `docs` of the guide at a path of the repository. */
function fileNameOf(source: string): string {
  return source === RECIPES ? "recipes.md" : `${source.split("/").slice(1, -1).join("-")}.md`;
}

/** Rewrites the links of a page of the repository for a place in `docs`. */
export function linksForDocs(markdown: string, source: string): string {
  return outsideCode(markdown, (prose) =>
    // Pictures are not in the package.
    prose.replaceAll(/<img src="(?!https:)[^>]*>/g, "").replace(link, (_all, target: string, anchor = "") => {
      const path = posix.join(posix.dirname(source), target);
      return `](${isGuide(path) ? fileNameOf(path) : posix.join("..", path)}${anchor})`;
    }),
  );
}

function rank(fileName: string): number {
  const place = order.indexOf(fileName.replace(/\.md$/, ""));
  return place < 0 ? order.length : place;
}

/** Every guide of the repository, in the order of the index. */
export function readGuides(): readonly Guide[] {
  const inSources = readdirSync("src", { recursive: true, encoding: "utf8" });
  return [RECIPES, ...inSources.map((path) => `src/${path.split(sep).join("/")}`)]
    .filter(isGuide)
    .map((source) => {
      const text = readFileSync(source, "utf8");
      const [, title = source] = /^# (.+)$/m.exec(text) ?? [];
      const [, paragraph = ""] = /^# .+\n\n([\s\S]*?)\n\n/.exec(text) ?? [];
      const summary = paragraph.replaceAll(/\s+/g, " ").replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1");
      return { source, fileName: fileNameOf(source), title, summary, markdown: linksForDocs(text, source) };
    })
    .sort(
      (one, other) => rank(one.fileName) - rank(other.fileName) || (one.fileName < other.fileName ? -1 : 1),
    );
}
