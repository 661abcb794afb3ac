import { DECISIONS, type DecisionRow } from "privy-orders/testing";

/** Writes every table of the README that follows from the sources anew, and leaves the rest of it as it is. */
export function withGeneratedTables(markdown: string): string {
  const marked = /(<!-- decisions:.*?-->\n)[\s\S]*?(<!-- end of decisions -->)/;
  if (!marked.test(markdown)) throw new Error("The README has lost the marks around the table of decisions.");
  return markdown.replace(marked, (_all, begin: string, end: string) => `${begin}${decisionsTable()}${end}`);
}

function decisionsTable(): string {
  const rows: Readonly<Record<string, DecisionRow>> = DECISIONS;
  const lines = Object.entries(rows).map(([name, { default: reading, alternatives, page, reason }]) => {
    const others = alternatives.map((other) => `\`${other}\``).join(", ");
    return `| \`${name}\` | \`${reading}\` | ${others} | ${page} | ${reason.replaceAll("|", "\\|")} |\n`;
  });
  return `| switch | default | other readings | page | why |\n|---|---|---|---|---|\n${lines.join("")}`;
}
