import { dirname } from "node:path";
import ts from "typescript";
import { type ReadmeBlock, readmePath } from "./readme.js";

/** What the examples take as given, so that each can show one thing. */
const given = `
declare const client: import("privy-orders").PrivyClient;
declare const order: import("privy-orders").OrderInput;
declare function loadSecrets(): Promise<{ privyToken: string }>;
`;

/** The compiler options of the project itself. */
export function projectOptions(): ts.CompilerOptions {
  const root = dirname(readmePath);
  const configPath = `${root}/tsconfig.json`;
  const config = ts.readConfigFile(configPath, ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config.config, ts.sys, root, undefined, configPath).options;
}

/** Type-checks blocks of pages as modules beside the README, under the project's own settings. One line for each problem. */
export function typeProblems(blocks: readonly ReadmeBlock[]): readonly string[] {
  const root = dirname(readmePath);
  const sources = new Map([[`${root}/readme-given.d.ts`, given]]);
  const placeOf = new Map<string, ReadmeBlock>();
  for (const [index, block] of blocks.entries()) {
    const path = `${root}/block-${index}.ts`;
    sources.set(path, `${block.code}\nexport {};\n`);
    placeOf.set(path, block);
  }

  const options = projectOptions();
  // An example may declare what it does not go on to use, and nothing imports from it.
  Object.assign(options, { noUnusedLocals: false, isolatedDeclarations: false, declaration: false });

  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  const program = ts.createProgram([...sources.keys()], options, host);

  const files = [...sources.keys()].map((path) => program.getSourceFile(path));
  return files.flatMap((file) => {
    if (file === undefined) return ["A block was not read."];
    const problems = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return problems.map((problem) => {
      const { line } = file.getLineAndCharacterOfPosition(problem.start ?? 0);
      const { page = "given", line: fence = 0 } = placeOf.get(file.fileName) ?? {};
      return `${page}:${fence + line + 1}: ${ts.flattenDiagnosticMessageText(problem.messageText, " ")}`;
    });
  });
}
