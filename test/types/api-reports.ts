import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The exported names of one entry point with their signatures, as text. */
export interface ApiReport {
  readonly fileName: string;
  readonly text: string;
}

/** Each entry point of package.json: what users import, and the file of `src` behind it. */
export function entryPoints(): readonly { readonly name: string; readonly source: string }[] {
  const manifest: { name: string; exports: object } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  return Object.keys(manifest.exports)
    .filter((subpath) => !subpath.endsWith(".json"))
    .map((subpath) => ({
      name: manifest.name + subpath.slice(1),
      source: `${root}src${subpath.slice(1)}/index.ts`,
    }));
}

function compilerOptions(): ts.CompilerOptions {
  const configPath = `${root}tsconfig.json`;
  const { config } = ts.readConfigFile(configPath, ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, root, undefined, configPath).options;
}

/** A program of the declarations of all entry points, made in memory, without comments. */
function declarationsProgram(sources: readonly string[]): ts.Program {
  const options: ts.CompilerOptions = {
    ...compilerOptions(),
    noEmit: false,
    emitDeclarationOnly: true,
    removeComments: true,
    rootDir: root,
    outDir: `${root}declarations-of-the-report`,
  };
  const declarations = new Map<string, string>();
  ts.createProgram(sources, options).emit(
    undefined,
    (path, text) => declarations.set(path, text),
    undefined,
    true,
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, directoryExists } = host;
  host.fileExists = (path) => declarations.has(path) || fileExists(path);
  host.readFile = (path) => declarations.get(path) ?? readFile(path);
  host.directoryExists = (path) => path.startsWith(`${options.outDir}`) || (directoryExists?.(path) ?? true);
  return ts.createProgram([...declarations.keys()], { ...options, noEmit: true, paths: {} }, host);
}

/** A declaration as a user reads it, without `export` and `declare`; several for overloads and merged interfaces. */
function signaturesOf(symbol: ts.Symbol): string {
  const texts = (symbol.declarations ?? []).map((declaration) => {
    const isVariable = ts.isVariableDeclaration(declaration);
    const text = isVariable ? `const ${declaration.getText()};` : declaration.getText();
    return text.replace(/^export (?:default )?/, "").replace(/^declare /, "");
  });
  return texts.join("\n");
}

/** What an entry point adds to another package's types: its `declare module` blocks. */
function augmentationsOf(file: ts.SourceFile): string[] {
  return file.statements
    .filter((statement) => ts.isModuleDeclaration(statement))
    .map((statement) => statement.getText());
}

/** The report of every entry point. A name that the main entry has too is listed there in full, and here by its name. */
export function apiReports(): readonly ApiReport[] {
  const entries = entryPoints();
  const program = declarationsProgram(entries.map(({ source }) => source));
  const checker = program.getTypeChecker();
  const resolved = (symbol: ts.Symbol): ts.Symbol =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const main = new Set<ts.Symbol>();
  return entries.map(({ name, source }) => {
    const path = source.replace(root, `${root}declarations-of-the-report/`).replace(/\.ts$/, ".d.ts");
    const file = program.getSourceFile(path);
    const module = file && checker.getSymbolAtLocation(file);
    if (file === undefined || module === undefined)
      throw new Error(`${name} has no declarations at ${path}.`);
    const exported = checker.getExportsOfModule(module).map((symbol) => ({
      exportedAs: symbol.name,
      symbol: resolved(symbol),
    }));
    exported.sort((one, other) => (one.exportedAs < other.exportedAs ? -1 : 1));
    const listed = exported.map(({ exportedAs, symbol }) => {
      if (main.has(symbol)) return `export { ${exportedAs} } from "privy-orders";`;
      const signatures = signaturesOf(symbol);
      return exportedAs === symbol.name ? signatures : `// as ${exportedAs}\n${signatures}`;
    });
    if (name === "privy-orders") for (const { symbol } of exported) main.add(symbol);
    const fileName = name.split("/").slice(1).join("-") || "index";
    const text = [`// ${name}`, ...listed, ...augmentationsOf(file)].join("\n\n");
    return { fileName: `${fileName}.txt`, text: `${text}\n` };
  });
}
