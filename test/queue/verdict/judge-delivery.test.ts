import fc from "fast-check";
import {
  AuthenticationError,
  ConnectionError,
  InvalidInputError,
  NotFoundError,
  PermissionError,
  PrivyOrdersError,
  RateLimitError,
  RejectedError,
  ServerError,
  TimeoutError,
  UnexpectedResponseError,
} from "privy-orders";
import { type DeliverySituation, judgeDelivery } from "privy-orders/queue";
import { describe, expect, it } from "vitest";

const nowMs = 1_800_000_000_000;
const retryable = { retryable: true };
const later = (ms: number) => ({ retryAfterMs: ms, retryAt: new Date(nowMs + ms) });
const issue = { code: "missing", path: ["line_items", 0, "price"], message: "is required" } as const;
const integration = { field: "X-Privy-Integration-Token", message: "is unknown" };

/** Every way in which a delivery can fail, by what it is to Privy. */
const failures = {
  limited: new RateLimitError("spent", { status: 429, ...later(30_000) }),
  day: new RateLimitError("spent", { window: "day", ...later(20_000_000) }),
  unauthorized: new AuthenticationError("refused", { status: 401 }),
  scope: new PermissionError("refused", { status: 403 }),
  integration: new RejectedError("refused", { status: 422, details: [integration] }),
  connection: new ConnectionError("gone", retryable),
  timeout: new TimeoutError("slow", { ...retryable, clock: "attempt", timeoutMs: 1 }),
  server: new ServerError("failed", { status: 503, ...retryable }),
  broken: new UnexpectedResponseError("cut", { reason: "truncated", ...retryable }),
  refused: new RejectedError("refused", {
    status: 422,
    serverCode: "validation_failed",
    details: [{ field: "total", message: "is wrong" }],
  }),
  invalid: new InvalidInputError("The order was not sent", [issue]),
  missing: new NotFoundError("nothing", { status: 404 }),
  page: new UnexpectedResponseError("a page", { reason: "not_json" }),
  foreign: new TypeError("of the client's own"),
} as const;
const names = Object.keys(failures) as (keyof typeof failures)[]; // the keys are those of the object above

const situations: fc.Arbitrary<DeliverySituation> = fc.record({
  states: fc.integer({ min: 1, max: 5 }),
  attempts: fc.nat(50),
  crashes: fc.nat(7),
  ageMs: fc.integer({ min: 0, max: 80 * 3_600_000 }),
  failuresInARow: fc.nat(12),
  holdsInARow: fc.nat(12),
  othersDelivered: fc.boolean(),
  nowMs: fc.constant(nowMs),
  random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }).map((value) => () => value),
});

/** Compares a verdict with the table of the design. */
function expectTable(name: keyof typeof failures, situation: DeliverySituation): void {
  const verdict = judgeDelivery(failures[name], situation);
  const { states = 1, crashes = 0, ageMs = 0, failuresInARow = 0, attempts = 0, holdsInARow = 0 } = situation;
  const isHeld = verdict.kind === "retry" && verdict.scope === "account";
  if (!isHeld && crashes >= 5)
    return void expect(verdict).toMatchObject({ kind: "dead", reason: "crashed_worker" });
  if (!isHeld && ageMs > 72 * 3_600_000)
    return void expect(verdict).toMatchObject({ kind: "dead", reason: "too_late" });
  const account = { kind: "retry", scope: "account" };
  const refusedMs = Math.min(3_600_000, 300_000 * 2 ** holdsInARow);
  switch (name) {
    case "limited":
      return void expect(verdict).toEqual({
        ...account,
        reason: "rate_limited",
        delayMs: 30_000,
        countsAttempt: false,
      });
    case "day":
      return void expect(verdict).toMatchObject({ ...account, reason: "rate_limited", delayMs: 20_000_000 });
    case "unauthorized":
    case "scope":
    case "integration":
      return void expect(verdict).toEqual({
        ...account,
        reason: "credentials",
        delayMs: refusedMs,
        countsAttempt: false,
      });
    case "missing":
      if (situation.othersDelivered)
        return void expect(verdict).toMatchObject({ kind: "dead", reason: "not_found", status: 404 });
      return void expect(verdict).toMatchObject({ ...account, reason: "wrong_address", delayMs: refusedMs });
    case "page":
      return void expect(verdict).toMatchObject({ ...account, reason: "wrong_address", delayMs: refusedMs });
    case "refused":
      if (states > 1) return void expect(verdict).toEqual({ kind: "split" });
      return void expect(verdict).toEqual({
        kind: "dead",
        reason: "rejected",
        code: "validation_failed",
        status: 422,
        fields: ["total"],
      });
    case "invalid":
      if (states > 1) return void expect(verdict).toEqual({ kind: "split" });
      return void expect(verdict).toEqual({
        kind: "dead",
        reason: "invalid_input",
        code: "missing",
        fields: ["line_items[0].price"],
      });
    default: {
      expect(verdict).toMatchObject({ kind: "retry", reason: "unavailable", countsAttempt: true });
      if (verdict.kind !== "retry") return;
      expect(verdict.scope).toBe(failuresInARow >= 4 ? "account" : "order");
      expect(verdict.delayMs).toBeGreaterThanOrEqual(1);
      const most = verdict.scope === "account" ? 300_000 : Math.min(900_000, 1_000 * 2 ** attempts);
      expect(verdict.delayMs).toBeLessThanOrEqual(most);
    }
  }
  return;
}

describe("a verdict", () => {
  it("is done for whatever a call resolves to, in an envelope or bare", () => {
    for (const result of [undefined, { outcome: "created" }, { ok: true, result: {} }])
      expect(judgeDelivery(result)).toEqual({ kind: "done" });
  });

  it("is the same for an error in an envelope and for a bare one", () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), situations, (name, situation) => {
        const error = failures[name];
        const verdict = judgeDelivery(error, situation);
        expect(judgeDelivery({ ok: false, error }, situation)).toEqual(verdict);
        expect(judgeDelivery({ error }, situation)).toEqual(verdict);
      }),
    );
  });

  it("follows the table, whatever the situation", () => {
    fc.assert(fc.property(fc.constantFrom(...names), situations, expectTable), { numRuns: 500 });
  });

  it("never waits for longer than a server may ask for, nor less than a second when it asks", () => {
    const asks = (ms: number) => judgeDelivery(new RateLimitError("spent", later(ms)), { nowMs });
    expect(asks(-5)).toMatchObject({ delayMs: 1_000 });
    expect(asks(10 * 86_400_000)).toMatchObject({ delayMs: 25 * 3_600_000 });
  });

  it("is not late for one whose rule sends late orders", () => {
    const late = { afterMs: 1_000, do: "send_as_past" } as const;
    expect(judgeDelivery(failures.server, { ageMs: 5_000, late }).kind).toBe("retry");
    expect(judgeDelivery(failures.server, { ageMs: 5_000, late: { ...late, do: "dead" } })).toMatchObject({
      reason: "too_late",
    });
  });

  it("holds no value of an order", () => {
    expect(failures.refused).toBeInstanceOf(PrivyOrdersError);
    expect(JSON.stringify(names.map((name) => judgeDelivery(failures[name])))).not.toContain("is wrong");
  });
});
