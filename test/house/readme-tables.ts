import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { DECISIONS, type DecisionRow, SEQUENZY_DECISIONS } from "privy-orders/testing";
import { readProject } from "./sources.js";

/** What is written between two marks of a page. */
const tables: Readonly<Record<string, () => string>> = {
  runtimes: runtimesTable,
  speed: () => speedTables(),
  decisions: () => decisionsTable(DECISIONS),
  "sequenzy decisions": () => decisionsTable(SEQUENZY_DECISIONS),
};

/** The names of the tables that a page has marks for. */
export function tablesOn(markdown: string): readonly string[] {
  return Object.keys(tables).filter((name) => marksAround(name).test(markdown));
}

/** The names of all tables. */
export const tableNames: readonly string[] = Object.keys(tables);

const marksAround = (name: string): RegExp =>
  new RegExp(`(<!-- ${name}: .*?-->\\n)[\\s\\S]*?(<!-- end of ${name} -->)`);

/** Writes every table of a page that follows from the sources anew, and leaves the rest of it as it is. */
export function withGeneratedTables(markdown: string): string {
  let written = markdown;
  for (const name of tablesOn(markdown)) {
    const table = tables[name]?.();
    written = written.replace(
      marksAround(name),
      (_all, begin: string, end: string) => `${begin}${table}${end}`,
    );
  }
  return written;
}

function decisionsTable(rows: Readonly<Record<string, DecisionRow>>): string {
  const lines = Object.entries(rows).map(([name, { default: reading, alternatives, page, reason }]) => {
    const others = alternatives.map((other) => `\`${other}\``).join(", ");
    return `| \`${name}\` | \`${reading}\` | ${others} | ${page} | ${reason.replaceAll("|", "\\|")} |\n`;
  });
  return `| switch | default | other readings | page | why |\n|---|---|---|---|---|\n${lines.join("")}`;
}

/** The tables of size and speed of a file of results; of the last ones when none is named. */
export function speedTables(file?: string): string {
  const script = fileURLToPath(new URL("../bench/readme-table.mjs", import.meta.url));
  const args = file === undefined ? [script] : [script, file];
  return execFileSync(process.execPath, args, { encoding: "utf8", timeout: 30_000 });
}

interface Tried {
  readonly name: string;
  readonly version?: string;
}

/** As much of the list that the checks of runtimes, runners and types go through as the README shows. */
interface Matrix {
  readonly runtimes: readonly (Tried & { readonly id: string; readonly loads: readonly string[] })[];
  readonly undici: readonly { readonly runtime: string; readonly version: string }[];
  readonly runners: readonly Tried[];
  readonly msw: readonly { readonly version: string }[];
  readonly typescript: {
    readonly versions: readonly string[];
    readonly moduleResolution: Readonly<Record<string, string>>;
  };
}

function runtimesTable(): string {
  const matrix: Matrix = JSON.parse(readProject("test/runtime/matrix.json"));
  const distinct = (values: readonly string[]): string => [...new Set(values)].join(", ");
  const rows = [...new Set(matrix.runtimes.map(({ name }) => name))].map((name) => {
    const all = matrix.runtimes.filter((one) => one.name === name);
    return [
      name,
      distinct(all.flatMap(({ version = "" }) => version)),
      distinct(all.flatMap(({ loads }) => loads)),
    ];
  });
  const nameOf = (id: string): string => {
    const { name, version = "" } = matrix.runtimes.find((one) => one.id === id) ?? { name: id };
    return `${name} ${version.split(".")[0]}`;
  };
  const { versions, moduleResolution } = matrix.typescript;
  rows.push(
    [
      "undici",
      matrix.undici.map(({ version, runtime }) => `${version} (${nameOf(runtime)})`).join(", "),
      "`privy-orders/undici`",
    ],
    ["MSW", distinct(matrix.msw.map(({ version }) => version)), "`privy-orders/testing`"],
    [
      "test runners",
      distinct(
        matrix.runners.map(({ name, version }) => (version === undefined ? name : `${name} ${version}`)),
      ),
      "`privy-orders/testing` and its matchers",
    ],
    ["TypeScript", versions.join(", "), `strict, resolution ${Object.keys(moduleResolution).join(", ")}`],
  );
  const lines = rows.map((cells) => `| ${cells.join(" | ")} |\n`);
  return `| with | versions | as |\n|---|---|---|\n${lines.join("")}`;
}
