import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileQuery } from "../../src/query/match-query.js";
import { parseQuery, QUERY_KEYS } from "../../src/query/parse-query.js";
import { requestSubject } from "../../src/query/request-subject.js";
import type { RequestSummary } from "../../src/query/request-summary.js";

const summary: RequestSummary = {
  n: 7,
  at: "2026-03-01T12:00:00.000Z",
  method: "POST",
  path: "/v1/orders/placed",
  status: 200,
  seen: "lost",
  outcome: "updated",
  order: "3001",
  contact: "cus_a1",
  who: "Kim@example.com",
  total: "114.50",
  currency: "USD",
  flows: ["Thank you"],
  fault: "answer-lost",
  hints: ["went-back", "retry"],
  replayOf: 3,
  imported: true,
  ms: 0.4,
  token: "shop",
};
const refused: RequestSummary = {
  n: 8,
  at: "2026-03-02T00:00:00.000Z",
  method: "POST",
  path: "/v1/orders/placed",
  status: 422,
  seen: 422,
  code: "validation_failed",
  fields: ["currency", "order_date"],
  ms: 0.1,
};
const fits = (query: string, one: RequestSummary = summary): boolean =>
  compileQuery(query)(requestSubject(one));

describe("a query", () => {
  it.each([
    "",
    "  ",
    "kim",
    "KIM 3001",
    "order:3001",
    "order:30*",
    "email:kim",
    "email:*@example.com",
    "contact:cus_a1",
    "status:200",
    "status:2xx",
    "status:lost",
    "status:>=200",
    "outcome:updated",
    'flow:"thank you"',
    "flow:thank",
    "fault:lost",
    "token:shop",
    "hint:went-back",
    "is:updated",
    "is:struck",
    "is:replay",
    "is:import",
    "is:went-back",
    "-is:created",
    "-order:1",
    "total:114.5",
    "total:>100",
    "total:<=114.50",
    "before:2026-03-02",
    "after:2026-02-28",
    "after:2026-03-01T11:59:59Z",
    "before:8",
    "after:6",
    '"example.com 114.50"',
    "/v1/orders",
  ])("finds what %j asks for", (query) => {
    expect(fits(query)).toBe(true);
  });

  it.each([
    "ada",
    "order:300",
    "order:*2",
    "email:ada",
    "phone:kim",
    "status:4xx",
    "status:>200",
    "status:<200",
    "is:refused",
    "is:created",
    "is:unchanged",
    "is:nonsense",
    "is:constructor",
    "field:currency",
    "total:>114.5",
    "before:2026-03-01",
    "after:2026-03-01",
    "before:7",
    "before:nonsense",
    "-kim",
    "kim -lost",
  ])("leaves out what %j does not", (query) => {
    expect(fits(query)).toBe(false);
  });

  it("finds nothing by the opposite of what holds", () => {
    for (const query of ["kim", "order:3001", "is:struck", "total:>100", 'flow:"thank you"']) {
      expect([fits(query), fits(`-${query}`)]).toEqual([true, false]);
    }
  });

  it("finds refusals by status, code and field", () => {
    for (const query of ["is:refused", "status:4xx", "status:422", "field:currency", "validation_failed"]) {
      expect(fits(query, refused)).toBe(true);
    }
  });

  it("takes an unknown key for a word", () => {
    expect(parseQuery("10:38 shop:a")).toEqual([
      { key: undefined, value: "10:38", isNegated: false },
      { key: undefined, value: "shop:a", isNegated: false },
    ]);
  });

  it("reads every text, in time that grows with it only", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => fits(text)).not.toThrow();
      }),
    );
    const started = parseQuery(`${'"'.repeat(20_000)}${"-a:".repeat(20_000)}`);
    expect(started.length).toBeGreaterThan(0);
  });

  it("finds each word where it was put, and negates it", () => {
    const word = fc.stringMatching(/^[a-z]{3,8}$/);
    fc.assert(
      fc.property(fc.constantFrom(...QUERY_KEYS), word, (key, value) => {
        const quoted = parseQuery(`-${key}:"${value} ${value}" ${value}`);
        expect(quoted).toEqual([
          { key, value: `${value} ${value}`, isNegated: true },
          { key: undefined, value, isNegated: false },
        ]);
      }),
    );
  });
});
