// The reference of the types with the guides beside it, in the folder `reference`: npm run docs
// Fails on a broken link, on a type that is referenced but not exported, and when the share of public members without a doc
// comment is above the number in limits.json, which may only fall. With --list it prints the undocumented members.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Application } from "typedoc";
import { linksForDocs, PACKAGE_URL, readGuides } from "../../src/build/guides.js";
import { entryPoints } from "../types/api-reports.js";
import limits from "./limits.json" with { type: "json" };
import { undocumentedMembers } from "./undocumented.js";

/** Not exported on purpose: constants whose values a type lists, and shorthands with a parameter. */
const intentionallyNotExported = [
  "TEXT_ENCODINGS",
  "financialStatuses",
  "fulfillmentStatuses",
  "writableEmailConsents",
  "writableSmsConsents",
  "FAKE_EMAIL_CONSENTS",
  "FAKE_SMS_CONSENTS",
  "Rows",
  "BASIC_DECISIONS",
  "ORDER_DECISIONS",
  "CONTACT_DECISIONS",
  "CONTACTS_API_DECISIONS",
  "OAUTH_DECISIONS",
  "RATE_LIMIT_DECISIONS",
  "ENGINE_DECISIONS",
  "Open",
  "Optional",
  "Amount",
  "Id",
  "Expandable",
  "Given",
];

/** The page without links that only a package or a repository can follow: their text stays. */
function forReference(markdown: string): string {
  return markdown
    .replaceAll(`](${PACKAGE_URL}docs/`, "](")
    .replaceAll(/\[([^\]]*)\]\((?:\.\.\/(?!README)[^)]*|https:\/\/unpkg\.com\/privy-orders\/[^)]*)\)/g, "$1");
}

const scratch = mkdtempSync(join(tmpdir(), "privy-orders-docs-"));
try {
  const guides = readGuides();
  mkdirSync(join(scratch, "docs"));
  const pages = guides.map(({ fileName, title, markdown }) => {
    const path = join(scratch, "docs", fileName);
    const body = forReference(markdown).replaceAll("](../README.md", "](README.md");
    writeFileSync(path, `---\ntitle: ${JSON.stringify(title)}\n---\n\n${body}`);
    return path;
  });
  const readme = join(scratch, "docs", "README.md");
  writeFileSync(readme, forReference(linksForDocs(readFileSync("README.md", "utf8"), "README.md")));

  const app = await Application.bootstrap({
    name: "privy-orders",
    entryPoints: entryPoints().map(({ source }) => source),
    projectDocuments: pages,
    readme,
    out: "reference",
    disableGit: true,
    disableSources: false,
    sourceLinkTemplate: "https://unpkg.com/privy-orders/{path}",
    excludeExternals: true,
    excludePrivate: true,
    excludeInternal: true,
    categorizeByGroup: false,
    customCss: "test/docs/reference.css",
    ignoredHighlightLanguages: ["toml"],
    intentionallyNotExported,
    validation: { notExported: true, invalidLink: true, notDocumented: false },
    treatWarningsAsErrors: true,
    logLevel: "Warn",
  });
  const project = await app.convert();
  if (project === undefined) throw new Error("TypeDoc could not read the sources; the errors are above.");
  app.validate(project);
  const { total, missing } = undocumentedMembers(project);
  if (process.argv.includes("--list")) for (const name of missing) console.log(name);
  await app.generateOutputs(project);

  const percent = Math.ceil((missing.length / total) * 1000) / 10;
  console.log(`${missing.length} of ${total} public members have no doc comment: ${percent} %.`);
  const most = limits.mostUndocumentedPercent;
  if (percent > most) {
    app.logger.error(`At most ${most} % may lack one. Document what you add; --list names the members.`);
  } else if (percent < most) {
    console.log(`The limit in test/docs/limits.json can fall from ${most} to ${percent}.`);
  }
  if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
