import { runInNewContext } from "node:vm";
import type { UpsertResult } from "privy-orders";
import { createFakePrivy, type FAULT_NAMES, type FakePrivyOptions, type Fault } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { order } from "../../../support/fake.js";

const url = "https://api.privy.com/v1/orders/placed";

function prepare(options: FakePrivyOptions = {}) {
  const privy = createFakePrivy(options);
  const init = {
    method: "POST",
    headers: {
      authorization: `Bearer ${privy.tokens.list()[0]?.token}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(order),
  };
  return { privy, init, send: (more: RequestInit = {}) => privy.fetch(url, { ...init, ...more }) };
}

/** How a client that does not retry sees one fault: the result, or its error. */
async function once(fault: Fault): Promise<{ result?: UpsertResult; error?: unknown; stored: number }> {
  const privy = createFakePrivy();
  privy.failNext(fault);
  const call = privy.client({ maxAttempts: 1 }).orders.upsert(order);
  const outcome = await call.then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );
  expect(privy.pendingFaults).toEqual([]);
  return { ...outcome, stored: privy.orders.length };
}

describe("each short name", () => {
  const cases: Readonly<
    Record<keyof typeof FAULT_NAMES, readonly [error: object | undefined, stored: number]>
  > = {
    "400": [{ name: "RejectedError", status: 400 }, 0],
    "401": [{ name: "AuthenticationError", status: 401 }, 0],
    "403": [{ name: "PermissionError", status: 403 }, 0],
    "404": [{ name: "NotFoundError", status: 404 }, 0],
    "408": [{ name: "RejectedError", status: 408, retryable: true }, 0],
    "409": [{ name: "ConflictError", status: 409 }, 0],
    "422": [{ name: "RejectedError", status: 422, serverCode: "validation_failed" }, 0],
    "429": [{ name: "RateLimitError", status: 429, retryAfterMs: 1_000 }, 0],
    "500": [{ name: "ServerError", status: 500, retryable: true }, 0],
    "501": [{ name: "ServerError", status: 501, retryable: false }, 0],
    "502": [{ name: "ServerError", status: 502 }, 0],
    "503": [{ name: "ServerError", status: 503 }, 0],
    "504": [{ name: "ServerError", status: 504 }, 0],
    "html-200": [{ name: "UnexpectedResponseError", reason: "not_json" }, 0],
    "html-502": [{ name: "ServerError", status: 502 }, 0],
    "html-503": [{ name: "ServerError", status: 503 }, 0],
    reset: [{ name: "ConnectionError", cause: { cause: { code: "ECONNRESET" } } }, 0],
    refused: [{ name: "ConnectionError", cause: { cause: { code: "ECONNREFUSED" } } }, 0],
    "network-error": [{ name: "ConnectionError" }, 0],
    "answer-lost": [{ name: "ConnectionError", cause: { cause: { code: "ECONNRESET" } } }, 1],
    "half-body": [{ name: "ConnectionError", status: 201, cause: { cause: { code: "UND_ERR_SOCKET" } } }, 1],
    "truncated-json": [{ name: "UnexpectedResponseError", reason: "truncated" }, 1],
    "malformed-json": [{ name: "UnexpectedResponseError", reason: "not_json" }, 1],
    "empty-body": [{ name: "UnexpectedResponseError", reason: "empty" }, 1],
    "endless-body": [{ name: "UnexpectedResponseError", reason: "too_large" }, 1],
    "slow-headers": [{ name: "TimeoutError", clock: "attempt", timeoutMs: 10_000 }, 1],
    "slow-body": [{ name: "TimeoutError", clock: "attempt" }, 1],
    "no-answer": [{ name: "TimeoutError", clock: "attempt" }, 1],
    "expired-token": [{ name: "AuthenticationError", status: 401 }, 0],
    "clock-skew": [undefined, 1],
  };
  it.each(Object.entries(cases))(
    "%s is what it says to a client that does not retry",
    async (name, expected) => {
      // The table has every name, by its type.
      const { error, stored } = await once(name as keyof typeof FAULT_NAMES);
      if (expected[0] === undefined) expect(error).toBeUndefined();
      else expect(error).toMatchObject(expected[0]);
      expect(stored).toBe(expected[1]);
    },
  );
});

describe("a client that retries", () => {
  it.each(["500", "503", "html-502", "429", "reset", "refused", "network-error"] as const)(
    "creates the order after %s, and knows whether it was the one",
    async (fault) => {
      const privy = createFakePrivy();
      privy.failNext(fault, { times: 2 });
      const result = await privy.client().orders.upsert(order);
      // A refused connection is not a request that was sent.
      const attempts = fault === "refused" ? 1 : 3;
      expect(result).toMatchObject({ outcome: "created", response: { attempts } });
      expect(privy.orders).toHaveLength(1);
    },
  );

  it.each(["answer-lost", "half-body", "truncated-json", "slow-headers", "slow-body", "no-answer"] as const)(
    "admits its doubt after %s, when the order was stored all the same",
    async (fault) => {
      const privy = createFakePrivy();
      privy.failNext(fault);
      const result = await privy.client().orders.upsert(order);
      expect(result).toMatchObject({ outcome: "indeterminate", response: { attempts: 2 } });
      expect(privy.orders).toHaveLength(1);
      expect(privy.requests.map(({ outcome }) => outcome)).toEqual(["created", "updated"]);
    },
  );

  it("waits for a slow response when its timeout allows, and gets it on time", async () => {
    const privy = createFakePrivy();
    privy.failNext({ kind: "slow-headers", delay: "25s" });
    const { response } = await privy.client({ timeoutMs: 60_000 }).orders.upsert(order);
    expect(response).toMatchObject({ attempts: 1, durationMs: 25_000 });
    privy.failNext({ kind: "slow-body", delay: "25s" });
    const again = await privy.client({ timeoutMs: 60_000 }).orders.upsert(order);
    expect(again.response).toMatchObject({ attempts: 1, durationMs: 25_000 });
  });

  it("leaves no timer behind after a timeout", async () => {
    const privy = createFakePrivy();
    for (const fault of ["slow-headers", "slow-body", "no-answer"] as const) {
      privy.failNext(fault);
      await privy
        .client({ maxAttempts: 1 })
        .orders.upsert(order)
        .catch(() => undefined);
      expect(privy.clock.pendingTimers).toBe(0);
    }
  });

  it("gets a fresh token when the OAuth token expires mid-run", async () => {
    const privy = createFakePrivy();
    const client = privy.client({ oauth: true });
    await client.orders.upsert(order);
    privy.failNext("expired-token");
    expect(await client.orders.upsert(order)).toMatchObject({ outcome: "updated" });
    const log = privy.requests.map(({ path, status, fault }) => [path, status, fault?.name]);
    expect(log).toEqual([
      ["/oauth/token", 200, undefined],
      ["/v1/orders/placed", 201, undefined],
      ["/v1/orders/placed", 401, "expired-token"],
      ["/oauth/token", 200, undefined],
      ["/v1/orders/placed", 200, undefined],
    ]);
  });

  it("cannot do anything about an API token that has expired, and the token stays expired", async () => {
    const privy = createFakePrivy();
    const client = privy.client();
    privy.failNext("expired-token");
    await expect(client.orders.upsert(order)).rejects.toMatchObject({ name: "AuthenticationError" });
    await expect(client.orders.upsert(order)).rejects.toMatchObject({ name: "AuthenticationError" });
    expect(privy.tokens.list()).toEqual([]);
  });
});

describe("a status of one's own", () => {
  it("comes in Privy's envelope with the rate limit's headers, uncounted", async () => {
    const { privy, send } = prepare();
    privy.failNext("503");
    const answer = await send();
    expect(await answer.json()).toEqual({
      error: { code: "service_unavailable", message: "The service is not available" },
    });
    expect(answer.headers.get("x-ratelimit-remaining-minute")).toBe("60");
    expect(privy.rateLimit?.minute.used).toBe(0);
  });

  it("comes without an envelope from whatever stands in between, and then with no word of a rate limit", async () => {
    const { privy, send } = prepare();
    privy.failNext({ status: 502, envelope: false });
    const bare = await send();
    expect([bare.status, await bare.text(), bare.headers.has("x-ratelimit-limit-minute")]).toEqual([
      502,
      "",
      false,
    ]);
    privy.failNext("html-502");
    const page = await send();
    expect(page.headers.get("content-type")).toBe("text/html");
    expect(await page.text()).toContain("502 Bad Gateway");
  });

  it("can have any body, type and headers", async () => {
    const { privy, send } = prepare();
    privy.failNext({
      status: 302,
      body: "",
      contentType: "text/plain",
      headers: { Location: "https://elsewhere.example/" },
    });
    const answer = await send({ redirect: "manual" });
    expect([answer.status, answer.headers.get("location"), answer.headers.get("content-type")]).toEqual([
      302,
      "https://elsewhere.example/",
      "text/plain",
    ]);
    privy.failNext({ status: 204 });
    expect((await send()).body).toBeNull();
  });

  it("can be returned although the order was stored", async () => {
    const { privy, send } = prepare();
    privy.failNext({ status: 503, stored: true });
    expect((await send()).status).toBe(503);
    expect(privy.orders).toHaveLength(1);
    expect(privy.faults[0]).toMatchObject({
      status: 503,
      outcome: "created",
      fault: { name: "503", stored: true, by: "failNext" },
    });
  });

  it("can be returned in place of storing, whatever the default", async () => {
    for (const kind of ["half-body", "empty-body", "slow-headers", "slow-body"] as const) {
      const { privy, send } = prepare();
      privy.failNext({ kind, stored: false });
      expect((await send()).status).toBe(503);
      expect(privy.orders).toEqual([]);
    }
  });

  const waits: readonly (readonly [string, Fault, string | null, number])[] = [
    ["seconds", { status: 429, retryAfter: 30 }, "30", 30_000],
    ["fractional seconds", { status: 429, retryAfter: 0.5 }, "0.5", 500],
    ["a date", { status: 429, retryAfter: { dateAfter: "40s" } }, "Thu, 01 Jan 2026 00:00:40 GMT", 40_000],
    [
      "a Date",
      { status: 429, retryAfter: new Date("2026-01-01T00:00:50Z") },
      "Thu, 01 Jan 2026 00:00:50 GMT",
      50_000,
    ],
    [
      "a Date of another realm",
      { status: 429, retryAfter: runInNewContext('new Date("2026-01-01T00:00:50Z")') },
      "Thu, 01 Jan 2026 00:00:50 GMT",
      50_000,
    ],
    [
      "an old-fashioned date",
      { status: 429, retryAfter: "Thursday, 01-Jan-26 00:00:20 GMT" },
      "Thursday, 01-Jan-26 00:00:20 GMT",
      20_000,
    ],
    ["nothing", { status: 429 }, null, 60_000],
    ["null, against the headers", { status: 429, retryAfter: null }, null, 60_000],
    ["text without a meaning", { status: 429, retryAfter: "soon" }, "soon", 60_000],
  ];
  it.each(waits)("says in Retry-After %s, and the client waits as long", async (_, fault, header, waitMs) => {
    const { privy, send } = prepare();
    privy.failNext(fault);
    expect((await send()).headers.get("retry-after")).toBe(header);
    privy.failNext(fault);
    const { response } = await privy.client().orders.upsert(order);
    expect(response).toMatchObject({ attempts: 2, durationMs: waitMs });
  });

  it.each([0, -5])("says %d in Retry-After, and the client takes its own pause", async (retryAfter) => {
    const privy = createFakePrivy();
    privy.failNext({ status: 429, retryAfter });
    const { response } = await privy.client().orders.upsert(order);
    expect(response.attempts).toBe(2);
    expect(response.durationMs).toBeLessThanOrEqual(500);
  });
});

describe("a spoiled body", () => {
  it("announces its whole length, gives so many bytes and breaks", async () => {
    const { privy, send } = prepare();
    privy.failNext({ kind: "half-body", bytes: 10 });
    const answer = await send();
    const whole = Number(answer.headers.get("content-length"));
    expect(whole).toBeGreaterThan(100);
    const reader = answer.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('{"data":{"');
    await expect(reader?.read()).rejects.toMatchObject({
      message: "terminated",
      cause: { code: "UND_ERR_SOCKET" },
    });
  });

  it("breaks before its end even when more bytes were asked for than it has", async () => {
    const { privy, send } = prepare();
    privy.failNext({ kind: "half-body", bytes: 1_000_000 });
    await expect((await send()).text()).rejects.toThrow(TypeError);
    privy.failNext({ kind: "half-body", bytes: 0 });
    await expect((await send()).text()).rejects.toThrow(TypeError);
  });

  it("ends in good order in the middle, never within a character", async () => {
    const { privy, send } = prepare();
    const body = JSON.stringify({ ...order, email: "ärger@example.com" });
    const whole = await (await send({ body })).text();
    const at = new TextEncoder().encode(whole.slice(0, whole.indexOf("ä"))).length;
    privy.failNext({ kind: "truncated-json", bytes: at + 1 });
    expect(await (await send({ body })).text()).toBe(whole.slice(0, whole.indexOf("ä")));
  });

  it("that never ends goes on as long as it is read, and stops with the reader", async () => {
    const { privy, send } = prepare();
    privy.failNext("endless-body");
    const reader = (await send()).body?.getReader();
    let bytes = 0;
    for (let part = 0; part < 20; part += 1) bytes += (await reader?.read())?.value?.length ?? 0;
    expect(bytes).toBeGreaterThan(200_000);
    await reader?.cancel();
    expect((await reader?.read())?.done).toBe(true);
  });

  it("that is late is given up by an abort, with its own reason", async () => {
    const { privy, send } = prepare();
    const controller = new AbortController();
    const reason = new Error("enough");
    privy.failNext({ kind: "slow-body", delay: "forever" });
    const answer = await send({ signal: controller.signal });
    const text = answer.text();
    controller.abort(reason);
    await expect(text).rejects.toBe(reason);
    expect(privy.clock.pendingTimers).toBe(0);
  });

  it("whose headers never come is given up by an abort, with its own reason", async () => {
    const { privy, send } = prepare();
    const controller = new AbortController();
    const reason = new Error("enough");
    privy.failNext("no-answer");
    const call = send({ signal: controller.signal });
    setImmediate(() => controller.abort(reason));
    await expect(call).rejects.toBe(reason);
    expect(privy.clock.pendingTimers).toBe(0);
  });
});

describe("a clock that is wrong", () => {
  it.each([
    ["5m", 300],
    ["-2h", -7_200],
    [1_500, 1.5],
    [-60_000, -60],
  ] as const)("shifts by %s all that the server tells of the time", async (by, seconds) => {
    const { privy, send } = prepare();
    const right = await send();
    privy.failNext({ kind: "clock-skew", by });
    const wrong = await send();
    const dateOf = (answer: Response): number => Date.parse(answer.headers.get("date") ?? "") / 1_000;
    expect(dateOf(wrong) - dateOf(right)).toBe(Math.floor(seconds));
    for (const name of ["x-ratelimit-reset-minute", "x-ratelimit-reset-day"]) {
      expect(Number(wrong.headers.get(name)) - Number(right.headers.get(name))).toBe(Math.round(seconds));
    }
  });

  it("does not lead the client into a wrong wait, whichever side is wrong", async () => {
    for (const by of ["1h", "-1h"] as const) {
      const privy = createFakePrivy({ rateLimit: { perMinute: 2 } });
      privy.failWhen(() => true, { kind: "clock-skew", by });
      const client = privy.client();
      const startedAt = privy.clock.now();
      for (let id = 1; id <= 5; id += 1) await client.orders.upsert({ ...order, order_id: id });
      expect(privy.requests.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
      expect(privy.clock.now() - startedAt).toBeGreaterThanOrEqual(120_000);
      expect(privy.clock.now() - startedAt).toBeLessThan(125_000);
    }
  });
});
