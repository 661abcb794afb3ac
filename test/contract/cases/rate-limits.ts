import { expect } from "vitest";
import { documentedRequest } from "../../fixtures/documented-order.js";
import {
  type ContractCase,
  needsDashboard,
  type PrivyUnderTest,
  type RawAnswer,
  spendsBudget,
} from "../contract-case.js";

const list = { method: "GET", path: "/contacts" };

function integer({ headers }: RawAnswer, name: string): number {
  const text = headers.get(name) ?? "";
  expect(text).toMatch(/^\d+$/);
  return Number(text);
}

const remaining = (answer: RawAnswer): number[] => [
  integer(answer, "X-RateLimit-Remaining-Minute"),
  integer(answer, "X-RateLimit-Remaining-Day"),
];

/** Sends requests until the minute's budget is spent. */
async function spendMinute(privy: PrivyUnderTest): Promise<void> {
  for (let [left = 0] = remaining(await privy.send(list)); left > 0; left -= 1) {
    expect(await privy.send(list)).toMatchObject({ status: 200 });
  }
}

/** The two budgets of an account. */
export const rateLimits: readonly ContractCase[] = [
  {
    title: "describes both budgets in six headers, whether it accepts a request or refuses it",
    page: "RL",
    run: async (privy) => {
      const answers = [await privy.send({ body: privy.newOrder() }), await privy.send({ body: {} })];
      expect(answers.map(({ status }) => status)).toEqual([201, 422]);
      for (const answer of answers) {
        for (const [window, seconds] of [["Minute", 60] as const, ["Day", 86_400] as const]) {
          const limit = integer(answer, `X-RateLimit-Limit-${window}`);
          expect(integer(answer, `X-RateLimit-Remaining-${window}`)).toBeLessThan(limit);
          const nowSeconds = Date.parse(answer.headers.get("date") ?? "") / 1_000;
          const lastsSeconds = integer(answer, `X-RateLimit-Reset-${window}`) - nowSeconds;
          expect(lastsSeconds).toBeGreaterThanOrEqual(0);
          expect(lastsSeconds).toBeLessThanOrEqual(seconds);
        }
      }
    },
  },
  {
    title: "takes requests of every token from the same budgets",
    page: "RL",
    notOnRealAccount: needsDashboard,
    run: async (privy) => {
      const token = privy.dashboard.createToken(["contacts_read"]);
      const [minute = 0, day = 0] = remaining(await privy.send(list));
      const other = await privy.send({ ...list, authorization: `Bearer ${token}` });
      expect(remaining(other)).toEqual([minute - 1, day - 1]);
    },
  },
  {
    title: "refuses what goes beyond a minute's budget, says when to come back, and keeps its word",
    page: "RL, ERR",
    notOnRealAccount: spendsBudget,
    run: async (privy) => {
      await spendMinute(privy);
      const order = privy.newOrder();
      const refused = await privy.send({ body: order });
      expect(refused).toMatchObject({
        status: 429,
        body: { error: { code: "rate_limited", message: "Rate limit exceeded" } },
      });
      expect(remaining(refused)[0]).toBe(0);
      const seconds = integer(refused, "Retry-After");
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(60);
      await privy.pass(`${seconds}s`);
      expect(await privy.send({ body: order })).toMatchObject({ status: 201 });
    },
  },
  {
    title: "tells a client when to come back",
    page: "RL",
    notOnRealAccount: spendsBudget,
    run: async (privy) => {
      await spendMinute(privy);
      const failure = privy.client().orders.upsert(documentedRequest);
      await expect(failure).rejects.toMatchObject({
        name: "RateLimitError",
        status: 429,
        window: "minute",
        retryable: true,
        retryAfterMs: 60_000,
      });
    },
  },
];
