import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const types = fileURLToPath(new URL("../../src/schemas/order/order-input.ts", import.meta.url));
const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
};
const noEmail = "";
const smsOptInOnly = 'email: "ada@example.com", accepts_sms_marketing: true';
const whole = 'phone: "+12125551234", accepts_sms_marketing: true';

/** Snippets that pass these fields besides the required ones; one program reads the language's own library once. */
const snippets = new Map(
  [noEmail, smsOptInOnly, whole].map((fields, index) => [
    fileURLToPath(new URL(`./snippet-${index}.ts`, import.meta.url)),
    fields,
  ]),
);
const host = ts.createCompilerHost(options);
const { getSourceFile, fileExists } = host;
host.fileExists = (name) => snippets.has(name) || fileExists(name);
host.getSourceFile = (name, version, ...rest) => {
  const fields = snippets.get(name);
  if (fields === undefined) return getSourceFile(name, version, ...rest);
  const text = `import type { OrderInput } from "../../src/schemas/order/order-input.js";
export const order: OrderInput = { order_id: 1, total: 95, currency: "USD", order_date: new Date(), ${fields} };`;
  return ts.createSourceFile(name, text, version);
};

const program = ts.createProgram([...snippets.keys()], options, host);

/** What the compiler says about an order that has these fields besides the required ones. */
function compilerSays(fields: string): string {
  const [name] = [...snippets].find(([, its]) => its === fields) ?? [];
  expect(program.getSourceFile(types)).toBeDefined();
  const file = program.getSourceFile(name ?? "");
  expect(file).toBeDefined();
  const found = ts.getPreEmitDiagnostics(program, file);
  return found.map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n")).join("\n");
}

describe("the compiler's own words", () => {
  it("say that an order needs an email unless it has a phone", { timeout: 60_000 }, () => {
    const said = compilerSays(noEmail);
    expect(said).toContain("is not assignable to type 'OrderInput'");
    expect(said).toMatch(
      /Property 'email' is missing in type .* but required in type 'OrderWithEmailUnlessPhone'/,
    );
  });

  it("say that an SMS opt-in needs a phone", { timeout: 60_000 }, () => {
    const said = compilerSays(smsOptInOnly);
    expect(said).toContain("is not assignable to type 'OrderInput'");
    expect(said).toMatch(
      /Property 'phone' is missing in type .* but required in type 'OrderWithPhoneOrSmsOptIn'/,
    );
  });

  it("are none for an order that is whole", { timeout: 60_000 }, () => {
    expect(compilerSays(whole)).toBe("");
  });
});
