import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { isPrivyOrdersError, PrivyClient } from "privy-orders";
import { type OrderSource, readCsv, readJsonArray, readNdjson, readShopifyBulk } from "privy-orders/import";
import { afterAll, describe, expect, it } from "vitest";
import { EXIT } from "../../src/cli/exit-code.js";
import { parseHttpDate } from "../../src/http/retry/http-date.js";
import { retryAfterMs } from "../../src/http/retry/retry-after.js";
import { readRateLimit } from "../../src/privy/rate-limit.js";
import { createVirtualClock } from "../../src/testing/kit/clock/virtual-clock.js";
import { runCommand } from "../cli/support.js";
import { recordProof } from "../support/record-proof.js";
import { leastOrder } from "../support/scripted-server.js";
import { CORPUS } from "./corpus.js";
import { fuzzRuns, fuzzTimeoutMs } from "./fuzz-runs.js";

const settings = { numRuns: fuzzRuns };
const examplesOf = <Value>(values: readonly Value[]): [Value][] => values.map((value) => [value]);

/** How many cases each area tried; a case that fails ends its test. */
const tried = { files: 0, responses: 0, headers: 0, arguments: 0, mappings: 0 };
afterAll(() => recordProof("fuzz", tried));

/** Text that is nearly what is expected: pieces of it in any order, between any others. */
const nearly = (pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 8 }), fc.json()), {
      maxLength: 40,
    })
    .map((parts) => parts.join(""));

describe("a file of orders, whatever it holds", () => {
  const columns = {
    order_id: "order_id",
    email: "email",
    total: "total",
    currency: "currency",
    order_date: "date",
  } as const;
  const readers: Record<string, (text: string) => OrderSource> = {
    ndjson: (text) => readNdjson(text),
    json: (text) => readJsonArray(text),
    csv: (text) => readCsv(text, { columns }),
    "shopify-bulk": (text) => readShopifyBulk(text),
  };
  const pieces = [
    '{"order_id":1}',
    "\n",
    "\r\n",
    ",",
    '"',
    "[",
    "]",
    "{",
    "}",
    "order_id,email,total,currency,date",
    "1,a@example.com,5,USD,2026-01-01T00:00:00Z",
    "sep=;",
    "\\u",
    "\uFEFF",
    ":",
    "__parentId",
  ];

  it.each(Object.entries(readers))(
    "is read to its end, or refused in words: %s",
    async (_, read) => {
      await fc.assert(
        fc.asyncProperty(nearly(pieces), async (text) => {
          tried.files += 1;
          let count = 0;
          try {
            for await (const record of read(text)) {
              count += 1;
              if (!("order" in record)) expect(record.issues.length).toBeGreaterThan(0);
            }
          } catch (error) {
            expect(["InvalidInputError", "SourceError"]).toContain((error as Error).name);
          }
          expect(count).toBeLessThanOrEqual(text.length + 1);
        }),
        { ...settings, examples: examplesOf(CORPUS.files) },
      );
    },
    fuzzTimeoutMs,
  );
});

describe("a response, whatever it holds", () => {
  const pieces = [
    '{"data":{"order_id":450789469}}',
    '{"error":',
    '"code":',
    '"details":[',
    "{",
    "}",
    "[",
    "]",
    ",",
    '"message":"x"',
    "<html>",
    "\\ud800",
    "1e999",
  ];
  const caseOf = fc.record({
    status: fc.integer({ min: 200, max: 599 }),
    body: nearly(pieces),
    header: fc.string(),
  });

  it(
    "becomes a result or an error of this package, with nothing sent twice that was refused",
    async () => {
      const respond = async ({
        status,
        body,
        header,
      }: {
        status: number;
        body: string;
        header: string;
      }): Promise<void> => {
        tried.responses += 1;
        const value = header.replace(/[^\x21-\x7e]/g, "");
        const isEmpty = status === 204 || status === 205 || status === 304;
        const client = new PrivyClient({
          token: "privy_test",
          clock: createVirtualClock(),
          maxAttempts: 2,
          fetch: async () =>
            new Response(isEmpty ? null : body, {
              status,
              headers: { "retry-after": value, date: value, "x-ratelimit-remaining-minute": value },
            }),
        });
        const result = await client.orders.upsert(leastOrder).catch((error: unknown) => error);
        if (result instanceof Error) expect(isPrivyOrdersError(result)).toBe(true);
        else expect(result).toMatchObject({ order: { order_id: "450789469" } });
      };
      await fc.assert(fc.asyncProperty(caseOf, respond), {
        ...settings,
        examples: [200, 201, 401, 409, 422, 503].flatMap((status) =>
          CORPUS.bodies.map((body): [{ status: number; body: string; header: string }] => [
            { status, body, header: "1" },
          ]),
        ),
      });
    },
    fuzzTimeoutMs,
  );

  it(
    "names no time or budget that makes no sense",
    () => {
      const nowMs = Date.UTC(2026, 0, 1);
      fc.assert(
        fc.property(
          fc.oneof(fc.string({ unit: "binary" }), fc.double().map(String), fc.date().map(String)),
          (text) => {
            tried.headers += 1;
            const asked = retryAfterMs(text, text, nowMs);
            if (asked !== undefined) expect(Number.isFinite(asked)).toBe(true);
            const date = parseHttpDate(text);
            if (date !== undefined) expect(Number.isFinite(date)).toBe(true);
            const { minute } = readRateLimit({ get: () => text, has: () => true, forEach: () => undefined });
            if (minute !== undefined) expect(minute.remaining).toBeLessThanOrEqual(minute.limit);
          },
        ),
        { numRuns: fuzzRuns * 10, examples: examplesOf(CORPUS.headers) },
      );
    },
    fuzzTimeoutMs,
  );
});

describe("the command line, whatever it is given", () => {
  const words = [
    "import",
    "check",
    "mapping",
    "send",
    "doctor",
    "--json",
    "--dry-run",
    "--format",
    "csv",
    "ndjson",
    "--mapping",
    "--rate",
    "--concurrency",
    "-1",
    "--",
    "--help",
    "--country",
    "US",
    "--failed",
    "--checkpoint",
    "--env-file",
  ];
  /** Nothing that a command could reach or write to. */
  const env = { PRIVY_BASE_URL: "http://127.0.0.1:1/v1" };
  const word = fc.oneof(
    fc.constantFrom(...words),
    fc.string({ unit: "binary", maxLength: 12 }).map((text) => `no such ${text}`),
  );

  it(
    "ends with one of its codes and a message",
    async () => {
      const codes: readonly number[] = Object.values(EXIT);
      const call = async (args: readonly string[]): Promise<void> => {
        tried.arguments += 1;
        const { code, out, err } = await runCommand(args, env);
        expect(codes).toContain(code);
        if (code !== EXIT.success) expect(out + err).not.toBe("");
        expect(out + err).not.toContain("hunter2");
      };
      await fc.assert(fc.asyncProperty(fc.array(word, { maxLength: 6 }), call), {
        ...settings,
        examples: CORPUS.arguments.map((args): [string[]] => [[...args]]),
      });
    },
    fuzzTimeoutMs,
  );

  it(
    "refuses a mapping that is none, and names the file",
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "privy-orders-fuzz-"));
      const [orders, mapping] = [join(folder, "orders.csv"), join(folder, "mapping.json")];
      await writeFile(orders, "order_id,email\n1,a@example.com\n");
      const names = [
        "columns",
        "order_id",
        "email",
        "delimiter",
        "groupBy",
        "numbers",
        "dateFormat",
        "timeZone",
        "pattern",
        "values",
        "skip",
        "__proto__",
      ];
      const value = fc.letrec((tie) => ({
        node: fc.oneof(
          { depthSize: "small" },
          fc.constantFrom("order_id", "Europe/Berlin", "(", "[", "YYYY", ""),
          fc.integer(),
          fc.boolean(),
          fc.constant(null),
          fc.array(tie("node"), { maxLength: 3 }),
          fc.dictionary(fc.constantFrom(...names), tie("node"), { maxKeys: 4 }),
        ),
      })).node;
      try {
        await fc.assert(
          fc.asyncProperty(
            fc.oneof(
              value.map((made) => JSON.stringify(made)),
              fc.string(),
            ),
            async (text) => {
              tried.mappings += 1;
              await writeFile(mapping, text);
              const { code, out, err } = await runCommand(
                ["check", orders, "--format", "csv", "--mapping", mapping],
                env,
              );
              expect([EXIT.success, EXIT.failures, EXIT.usage]).toContain(code);
              if (code === EXIT.usage) expect(err).toContain("mapping");
              expect(out + err).not.toContain("TypeError");
            },
          ),
          settings,
        );
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    fuzzTimeoutMs,
  );
});
