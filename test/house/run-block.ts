import { format } from "node:util";
import * as main from "privy-orders";
import * as history from "privy-orders/import";
import * as testing from "privy-orders/testing";
import * as zodFields from "privy-orders/zod";
import ts from "typescript";
import * as zod from "zod";

const modules: Readonly<Record<string, unknown>> = {
  "privy-orders": main,
  "privy-orders/import": history,
  "privy-orders/testing": testing,
  "privy-orders/zod": zodFields,
  zod,
};

/** Runs a block of the README as a module and gives back what it printed. */
export async function runBlock(code: string): Promise<string> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  let printed = "";
  const log = (...values: unknown[]): void => {
    printed += `${format(...values)}\n`;
  };
  const load = (name: string): unknown => {
    if (Object.hasOwn(modules, name)) return modules[name];
    throw new Error(`A runnable block of the README imports ${name}, which the test does not offer.`);
  };
  // The constructor of async functions has no name of its own; with it, `await` stands at the top as in a module.
  const AsyncFunction: FunctionConstructor = Object.getPrototypeOf(async () => undefined).constructor;
  await new AsyncFunction("require", "exports", "console", outputText)(load, {}, { log });
  return printed;
}
