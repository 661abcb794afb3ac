import { readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { type Guide, readGuides } from "./guides.js";

const about =
  "TypeScript client for the Privy Orders API (email, SMS and popups for shops), and a fake Privy for tests.";

const lineFor =
  (folder: string) =>
  ({ fileName, title, summary }: Guide): string =>
    `- [${title}](${folder}${fileName}): ${summary}`;

/** The page `docs/README.md`. */
export function guideIndex(guides: readonly Guide[]): string {
  const head = "# Guides of privy-orders\n\nBegin with the package's [README](../README.md).\n\n";
  return `${head}${guides.map(lineFor("")).join("\n")}\n`;
}

/** A map of the documentation for language models, by the convention of llmstxt.org. */
export function llmsText(guides: readonly Guide[]): string {
  const lines = [
    "- [README](README.md): install, send an order, errors, a test with the fake, entry points",
    ...guides.map(lineFor("docs/")),
  ];
  const more = "- [Changelog](CHANGELOG.md)\n- [Everything in one file](llms-full.txt)";
  return `# privy-orders\n\n> ${about}\n\n## Docs\n\n${lines.join("\n")}\n\n## Optional\n\n${more}\n`;
}

/**
 * Puts the guides into the package: the folder `docs` with an index, `llms.txt` and `llms-full.txt`. All are made of the
 * README and of the guides in the rooms.
 */
export async function writeGuides(): Promise<void> {
  const guides = readGuides();
  await rm("docs", { recursive: true, force: true });
  await mkdir("docs");
  for (const { fileName, markdown } of guides) await writeFile(`docs/${fileName}`, markdown);
  await writeFile("docs/README.md", guideIndex(guides));
  await writeFile("llms.txt", llmsText(guides));
  const pages = [readFileSync("README.md", "utf8"), ...guides.map(({ markdown }) => markdown)];
  await writeFile(
    "llms-full.txt",
    pages
      .map((page) => page.trim())
      .join("\n\n---\n\n")
      .concat("\n"),
  );
}
