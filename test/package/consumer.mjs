// A program that uses the published types, and what a compiler says of it.
import { readFileSync } from "node:fs";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));

/** A consumer of the subpaths. A namespace that were `any` would make an expected error go missing. */
export const consumer = (subpaths, format, types) => {
  const lines = subpaths.map((subpath, index) => {
    const name = JSON.stringify(manifest.name + subpath.slice(1));
    const load =
      format === "esm" ? `import * as m${index} from ${name};` : `import m${index} = require(${name});`;
    return `${load}\n// @ts-expect-error: a module that is any would have it\nm${index}.thereIsNoSuchExport;`;
  });
  lines.push(
    'const client: m0.PrivyClient = new m0.PrivyClient({ token: "x" });',
    "async function use(): Promise<string> {",
    '  const order = { order_id: 1, total: 5, currency: "USD", order_date: "2026-01-01T00:00:00Z", email: "a@example.com" };',
    "  const { outcome } = await client.orders.upsert(order);",
    "  // @ts-expect-error: the outcome is a string of few",
    "  const wrong: number = outcome;",
    "  // @ts-expect-error: an order is not a number",
    "  await client.orders.upsert(1);",
    "  return outcome + String(wrong);",
    "}",
    "export { use };",
  );
  const testing = subpaths.indexOf("./testing");
  if (testing >= 0) {
    lines.push(
      `const privy = m${testing}.createFakePrivy();`,
      "const fakeClient: m0.PrivyClient = privy.client();",
      "// @ts-expect-error: the fake has no such member",
      "privy.thereIsNoSuchMember;",
      "export { fakeClient };",
    );
  }
  if (types.includes("jest")) {
    lines.push(
      'expect({}).toHaveReceivedOrder(1, { email: "a@example.com" });',
      "// @ts-expect-error: a mark or a request",
      "expect({}).toHaveReceivedRequestAfter(1);",
    );
  }
  if (types.includes("jest") && format === "esm") {
    // As the README tells those who import `expect`.
    lines.push(
      'import { expect as imported } from "@jest/globals";',
      'import type { PrivyMatchers } from "privy-orders/testing/jest";',
      'declare module "expect" { interface Matchers<R> extends PrivyMatchers<R> {} }',
      'imported({}).toHaveReceivedOrder(1, { email: "a@example.com" });',
      "// @ts-expect-error: times is a number",
      'imported({}).toHaveReceivedOrderTimes(1, "often");',
    );
  }
  const vitest = subpaths.indexOf("./testing/vitest");
  if (vitest >= 0 && format === "esm") {
    lines.push(
      'import { expect } from "vitest";',
      `expect.extend(m${vitest}.privyMatchers);`,
      'expect({}).toHaveReceivedOrder(1, { email: "a@example.com" });',
      "// @ts-expect-error: times is a number",
      'expect({}).toHaveReceivedOrderTimes(1, "often");',
    );
  }
  return `${lines.join("\n")}\n`;
};

/** A message belongs to another package when it is about a file of its: those we cannot mend, and only count. */
export const sortMessages = (out) => {
  const messages = out.split("\n").filter((line) => /error TS\d+/.test(line));
  const foreign = messages.filter(
    (line) => line.startsWith("node_modules/") && !line.startsWith(`node_modules/${manifest.name}/`),
  );
  const packages = new Set(foreign.map((line) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(line)?.[1]));
  return { ours: messages.filter((line) => !foreign.includes(line)), foreign, packages: [...packages] };
};
