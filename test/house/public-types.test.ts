import { expect, it } from "vitest";
import { unexportedTypes } from "./public-types.js";

it("every type that a signature of privy-orders or privy-orders/schemas names can be imported", {
  timeout: 120_000,
}, () => {
  expect(unexportedTypes(["src/index.ts", "src/schemas/index.ts"])).toEqual([]);
});
