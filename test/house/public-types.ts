import { resolve } from "node:path";
import ts from "typescript";
import { projectOptions } from "./type-problems.js";

const sources = resolve("src");

/** What a caller sees of a declaration: no function's body, no private member. */
function isHidden(node: ts.Node): boolean {
  if (ts.isBlock(node)) return true;
  if (ts.isClassElement(node) && node.name !== undefined && ts.isPrivateIdentifier(node.name)) return true;
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword)
  );
}

/** The names of types in a declaration that a caller sees. */
function typeNames(node: ts.Node): ts.Node[] {
  if (isHidden(node)) return [];
  const names: ts.Node[] = [];
  if (ts.isTypeReferenceNode(node)) names.push(node.typeName);
  if (ts.isExpressionWithTypeArguments(node)) names.push(node.expression);
  ts.forEachChild(node, (child) => {
    // The value of a constant with a type says nothing more to a caller.
    const isValue = ts.isVariableDeclaration(node) && child === node.initializer;
    if (!isValue) names.push(...typeNames(child));
  });
  return names;
}

/** Every type of our own that a public signature names and that no entry point exports: `name in file`. */
export function unexportedTypes(entryPoints: readonly string[]): string[] {
  const program = ts.createProgram([...entryPoints], projectOptions());
  const checker = program.getTypeChecker();
  const resolved = (symbol: ts.Symbol): ts.Symbol =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const exported = new Set<ts.Symbol>();
  for (const path of entryPoints) {
    const file = program.getSourceFile(path);
    const module = file && checker.getSymbolAtLocation(file);
    for (const symbol of module ? checker.getExportsOfModule(module) : []) exported.add(resolved(symbol));
  }
  const missing = new Set<string>();
  for (const declaration of [...exported].flatMap((symbol) => symbol.declarations ?? [])) {
    for (const name of typeNames(declaration)) {
      const symbol = checker.getSymbolAtLocation(name);
      const target = symbol && resolved(symbol);
      const home = target?.declarations?.[0];
      if (target === undefined || home === undefined || ts.isTypeParameterDeclaration(home)) continue;
      // An alias with parameters is a shorthand that a caller has no use for.
      if (ts.isTypeAliasDeclaration(home) && home.typeParameters !== undefined) continue;
      const file = home.getSourceFile().fileName;
      if (file.startsWith(sources) && !exported.has(target))
        missing.add(`${target.name} of ${file.slice(sources.length + 1)}`);
    }
  }
  return [...missing].sort();
}
