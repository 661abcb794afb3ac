import { safeParseOrder } from "privy-orders";
import { expect, it } from "vitest";
import { plainIssues } from "../../../src/cli/display/plain-words.js";

const leastOrder = {
  order_id: 1,
  total: 1,
  currency: "USD",
  order_date: new Date(0),
  email: "kim@example.com",
};

it.each([
  ["is not there", { order_date: undefined }],
  ["is null", { order_date: null }],
  ["is blank", { order_date: " " }],
])("says of a date that %s no more than is true", (_, fields) => {
  const { error } = safeParseOrder({ ...leastOrder, ...fields });
  expect(plainIssues(error?.issues ?? [])).toBe("order_date: is missing or empty");
});

it("says the same of an id", () => {
  const { error } = safeParseOrder({ ...leastOrder, order_id: undefined });
  expect(plainIssues(error?.issues ?? [])).toBe("order_id: is missing or empty");
});
