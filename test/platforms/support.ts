import { readFileSync } from "node:fs";
import { type IssueCode, type OrderInput, type OrderPayload, parseOrder } from "privy-orders";
import { expect } from "vitest";

/** A file of the fixtures, on one line as in NDJSON. */
export const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8").replaceAll("\n", " ");

/** A platform's order out of the fixtures, with the numbers that JSON.parse makes of it. */
export const fixtureOrder = <Order>(name: string): Order => JSON.parse(fixture(name));

/** An order as it would be sent. */
export const payload = (order: OrderInput): OrderPayload => parseOrder(order).order;

export const statusesOf = (order: OrderInput): [unknown, unknown] => [
  order.financial_status,
  order.fulfillment_status,
];

/** What an attempt throws. */
export const problemOf = (attempt: () => unknown): unknown => {
  try {
    attempt();
  } catch (error) {
    return error;
  }
  return undefined;
};

/** An `InvalidInputError` with one issue. */
export const refusal = (path: string, code: IssueCode): object => ({
  name: "InvalidInputError",
  issues: [{ code, path: path.split("."), message: expect.any(String) }],
});
