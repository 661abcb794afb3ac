import { inspect } from "node:util";
import { isPrivyOrdersError, PrivyClient } from "privy-orders";
import { createVirtualClock } from "privy-orders/testing";
import { afterAll, describe, expect, it } from "vitest";
import { recordProof } from "../support/record-proof.js";
import { apiToken, leastOrder } from "../support/scripted-server.js";
import { CORPUS } from "./corpus.js";
import { fuzzRuns, fuzzTimeoutMs } from "./fuzz-runs.js";

const STATUSES = [
  200, 201, 202, 204, 206, 226, 300, 301, 304, 307, 400, 401, 403, 404, 405, 408, 409, 410, 413, 418, 421,
  422, 423, 425, 429, 451, 499, 500, 501, 502, 503, 504, 505, 520, 599,
];
/** A customer's value, and one that is quoted for it. */
const email = "zoe.quixote@tilting.example";
const BODIES = [
  ...CORPUS.bodies,
  '{"data":{"order_id":1}}',
  '{"data":{"order_id":"450789469x"}}',
  '{"data":{"order_id":450789469.5}}',
  '{"data":{"order_id":null}}',
  '{"data":null}',
  '{"data":{"order_id":450789469},"error":{"code":"x"}}',
  `{"error":{"code":"x","message":"${email} is taken, token ${apiToken}"}}`,
  `{"error":"${email}","error_description":"${apiToken}"}`,
  `<html><title>${email}</title>${apiToken}</html>`,
  `${" ".repeat(5_000)}{"data":{"order_id":450789469}}`,
  "\uFEFF{}",
  "[".repeat(20_000),
];
const HEADERS: readonly Record<string, string>[] = [
  {},
  { "content-type": "text/html" },
  { "content-length": "-1" },
  { "content-encoding": "nonsense" },
  { location: `https://elsewhere.example/?email=${email}` },
  { "set-cookie": apiToken, link: `<${email}>` },
  ...CORPUS.headers.map((value) => ({
    "retry-after": value.replace(/[^\x20-\x7e]/g, "").trim(),
    "x-ratelimit-remaining-minute": value.replace(/[^\x20-\x7e]/g, "").trim(),
    "x-ratelimit-reset-minute": "9".repeat(12),
  })),
];

/** Every pair of body and headers by hand; in `npm test` a part of them, which meets each body and each header. */
const PAIRS = BODIES.flatMap((body) => HEADERS.map((headers) => ({ body, headers })));
const stride = fuzzRuns >= 1_000 ? 1 : 11;

const figures = { tried: 0, foreign: 0, leaks: 0, mostRequests: 0 };
afterAll(() => recordProof("hostile-responses", figures));

async function settle(reply: () => Response): Promise<void> {
  const clock = createVirtualClock();
  let requests = 0;
  const client = new PrivyClient({
    token: apiToken,
    clock,
    maxAttempts: 2,
    fetch: async () => {
      requests += 1;
      return reply();
    },
  });
  const startedAt = clock.now();
  const result = await client.orders.upsert({ ...leastOrder, email }).then(
    ({ order }) => order,
    (error: unknown) => error,
  );
  figures.tried += 1;
  figures.mostRequests = Math.max(figures.mostRequests, requests);
  expect(clock.now() - startedAt).toBeLessThan(86_400_000);
  const isOurs =
    result instanceof Error ? isPrivyOrdersError(result) : Object(result).order_id === "450789469";
  if (!isOurs) figures.foreign += 1;
  const shown = result instanceof Error ? `${inspect(result, { depth: 9 })} ${JSON.stringify(result)}` : "";
  if (shown.includes(email) || shown.includes(apiToken)) figures.leaks += 1;
}

describe("a hostile response", () => {
  it.each(STATUSES)(
    "becomes a result about the order, or an error of this package that quotes no value: status %d",
    async (status) => {
      const isEmpty = [204, 205, 304].includes(status);
      for (let index = status % stride; index < PAIRS.length; index += stride) {
        const { body = "", headers = {} } = PAIRS[index] ?? {};
        await settle(() => new Response(isEmpty ? null : body, { status, headers }));
      }
      expect(figures).toMatchObject({ foreign: 0, leaks: 0 });
      expect(figures.mostRequests).toBeLessThanOrEqual(2);
    },
    fuzzTimeoutMs,
  );
});
