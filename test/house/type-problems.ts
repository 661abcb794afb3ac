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

/** Type-checks blocks of the README as modules beside it, under the project's own settings. One line for each problem. */
export function typeProblems(blocks: readonly ReadmeBlock[]): readonly string[] {
  const root = dirname(readmePath);
  const sources = new Map([[`${root}/readme-given.d.ts`, given]]);
  for (const { line, code } of blocks) sources.set(`${root}/readme-line-${line}.ts`, `${code}\nexport {};\n`);

  const options = projectOptions();
  // An example may declare what it does not go on to use, and nobody imports from it.
  Object.assign(options, { noUnusedLocals: false, isolatedDeclarations: false, declaration: false });

  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  const program = ts.createProgram([...sources.keys()], options, host);

  const files = [...sources.keys()].map((path) => program.getSourceFile(path));
  return files.flatMap((file) => {
    if (file === undefined) return ["A block of the README was not read."];
    const problems = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return problems.map((problem) => {
      const { line } = file.getLineAndCharacterOfPosition(problem.start ?? 0);
      const block = Number(/line-(\d+)\.ts$/.exec(file.fileName)?.[1] ?? 0);
      return `README.md:${block + line + 1}: ${ts.flattenDiagnosticMessageText(problem.messageText, " ")}`;
    });
  });
}
