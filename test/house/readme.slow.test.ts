import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as main from "privy-orders";
import { type OrderInput, safeParseOrder } from "privy-orders";
import { createFakePrivy } from "privy-orders/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DEFAULTS } from "../../src/http/options/defaults.js";
import { blocksOf, codeOf, readPage, readPages, readReadme, tableBelow } from "./readme.js";
import { speedTables, tableNames, tablesOn, withGeneratedTables } from "./readme-tables.js";
import { runBlock } from "./run-block.js";
import { typeProblems } from "./type-problems.js";

const readme = readReadme();
const pages = readPages();
const blocks = pages.flatMap(({ path, text }) =>
  blocksOf(text, path).filter(({ language }) => language === "ts"),
);
const runnable = blocks.filter(({ isRunnable }) => isRunnable);
/** The guide of a room. */
const guide = (room: string): string => readPage(`src/${room}/README.md`).text;

describe("the README", () => {
  it("is read in five minutes: 250 lines at most", () => {
    expect(readme.split("\n").length - 1).toBeLessThanOrEqual(250);
  });
});

describe("the code in the README and in the guides", () => {
  it("is all found", () => {
    const fences = pages.flatMap(({ text }) => text.match(/^\s*```ts/gm) ?? []);
    expect(blocks.length).toBe(fences.length);
    expect(runnable.length).toBeGreaterThan(8);
  });

  it("compiles under the project's own settings, and would be found out if it did not", {
    timeout: 120_000,
  }, () => {
    const code = 'await client.orders.upsert({ order_id: 1, total: 1, currency: "USD" });';
    const broken = { page: "README.md", language: "ts", isRunnable: false, code, line: 100_000 };
    expect(typeProblems([...blocks, broken])).toEqual([
      expect.stringContaining("README.md:100001: Argument of type"),
    ]);
  });
});

describe("the runnable code in the README and in the guides", () => {
  const privy = createFakePrivy();
  afterEach(() => {
    privy.close();
    privy.reset();
    vi.unstubAllEnvs();
  });

  it.each(runnable)("prints what the page shows ($page, line $line)", async (block) => {
    vi.stubEnv("PRIVY_API_TOKEN", privy.tokens.list()[0]?.token);
    privy.listen({ onUnhandledRequest: "error" });
    expect(await runBlock(block.code)).toBe(block.prints ?? "");
  });

  it("sends its first order to Privy", async () => {
    const [first] = runnable;
    vi.stubEnv("PRIVY_API_TOKEN", privy.tokens.list()[0]?.token);
    privy.listen({ onUnhandledRequest: "error" });
    await runBlock(first?.code ?? "");
    expect(privy.orders).toMatchObject([{ order_id: "1001", total_amount: "95.00" }]);
  });
});

describe("the table of what may be passed", () => {
  const base = {
    order_id: 1,
    total: 95,
    currency: "USD",
    order_date: "2026-02-28T09:30:00Z",
    email: "kim@example.com",
  };
  /** The README is our own: what stands in its table is code. */
  const evaluate = (code: string): Record<string, unknown> => new Function(`return (${code});`)();
  const rows = tableBelow(guide("schemas"), "## What you may pass, and what is sent");

  it("has rows", () => expect(rows.length).toBeGreaterThan(20));

  it.each(rows)("%s becomes %s", (before, after) => {
    const input = { ...base, ...evaluate(codeOf(before)) };
    const result = safeParseOrder(input);
    const refused = /^refused: (.+)$/.exec(after ?? "")?.[1];
    if (refused !== undefined) {
      expect(result.error?.issues).toHaveLength(1);
      return expect(result.error?.message).toContain(refused);
    }
    const warning = /the warning `(\w+)`/.exec(after ?? "")?.[1];
    expect(result.warnings?.map(({ code }) => code)).toEqual(warning === undefined ? [] : [warning]);
    const expected = evaluate(codeOf(after));
    for (const [field, value] of Object.entries(expected)) {
      expect(result.order?.[field as keyof OrderInput]).toEqual(value); // the table names fields of an order
    }
    // What has been read once is read the same again.
    return expect(safeParseOrder(result.order).order).toEqual(result.order);
  });
});

describe("the numbers in the README and the guide to calls", () => {
  it("are the defaults", () => {
    const rows = tableBelow(guide("http"), "## Retries and time");
    const stated = rows.map(([option, value]) => [codeOf(option), Number(value?.replaceAll(",", ""))]);
    const { timeoutMs, deadlineMs, maxAttempts, maxRetryDelayMs, liveReserve } = DEFAULTS;
    expect(Object.fromEntries(stated)).toEqual({
      timeoutMs,
      deadlineMs,
      maxAttempts,
      maxRetryDelayMs,
      liveReserve,
    });
  });

  it("are the defaults in its sentences, too", () => {
    const text = guide("http").replaceAll(/\s+/g, " ");
    expect(text).toContain(`a random time of up to ${DEFAULTS.backoffBaseMs} ms after the first attempt`);
    expect(text).toContain(
      `A response of more than ${DEFAULTS.maxResponseBytes / 1024 ** 2} MiB is not read`,
    );
  });

  it("name the Node version that the package asks for", () => {
    const { engines } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    const floor = String(engines.node).replace(">=", "");
    expect(readme.match(/Node (?:from )?\d+\.\d+\.\d+(?= or newer|, Deno)/g)).toEqual([
      `Node from ${floor}`,
      `Node ${floor}`,
    ]);
  });
});

describe("the lists in the README", () => {
  it("have every error, with its code", () => {
    const details = { retryAfterMs: 0, retryAt: new Date(0) };
    const errors = [
      new main.InvalidInputError("", []),
      new main.AuthenticationError(""),
      new main.PermissionError(""),
      new main.NotFoundError(""),
      new main.ConflictError(""),
      new main.RejectedError(""),
      new main.RateLimitError("", details),
      new main.ServerError(""),
      new main.ConnectionError(""),
      new main.TimeoutError("", { clock: "attempt", timeoutMs: 0 }),
      new main.UnexpectedResponseError("", { reason: "shape" }),
    ];
    const rows = tableBelow(readme, "## When something fails");
    expect(rows.map((row) => row.slice(0, 2).map(codeOf))).toEqual(
      errors.map(({ name, code }) => [name, code]),
    );
    const exported = Object.keys(main).filter((name) => /Error$/.test(name) && !/^(?:is)?Privy/.test(name));
    expect(errors.map(({ name }) => name).sort()).toEqual(exported.sort());
  });

  it("have every entry point of the package", () => {
    const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    const paths = Object.keys(manifest.exports).filter((path) => path !== "./package.json");
    expect(
      tableBelow(readme, "## Entry points")
        .map(([path]) => codeOf(path))
        .sort(),
    ).toEqual(paths.map((path) => path.replace(/^\./, "privy-orders")).sort());
  });

  it("have every event of an observer", () => {
    const events: Record<keyof Required<main.Observer>, true> = {
      onCallStart: true,
      onAttemptStart: true,
      onAttempt: true,
      onRetry: true,
      onWait: true,
      onWarning: true,
      onSettled: true,
    };
    const [, section = ""] = /^## Observing\n([\s\S]*?)```/m.exec(guide("http")) ?? [];
    expect(section.match(/on[A-Z]\w+/g)).toEqual(Object.keys(events));
  });
});

describe("the tables that are written by npx tsx test/house/write-readme-tables.ts", () => {
  it("are as the sources, the list of runtimes and the last results of the benchmarks say", () => {
    for (const { text } of pages) expect(text).toBe(withGeneratedTables(text));
  });

  it("stand on one page each", () => {
    expect(pages.flatMap(({ text }) => tablesOn(text)).sort()).toEqual([...tableNames].sort());
  });

  it("would be found out if they were not", () => {
    for (const { text } of pages) {
      for (const end of text.match(/<!-- end of .*? -->/g) ?? [])
        expect(withGeneratedTables(text.replace(end, `| old |\n${end}`))).toBe(text);
    }
  });

  it("leave out what the results of the benchmarks lack", () => {
    const folder = mkdtempSync(join(tmpdir(), "privy-orders-readme-"));
    const tablesOf = (result: object): string => {
      const file = join(folder, "results.json");
      writeFileSync(file, JSON.stringify({ node: "v20.20.2", processors: 2, rounds: 3, ...result }));
      return speedTables(file);
    };
    try {
      expect(tablesOf({}).trim()).toBe("");
      const figures = tablesOf({
        parse: { 1: { parseOrder: 1234.4 } },
        fake: { fetch: { 0: { perSecond: 1, perCpuSecond: 5678.4 }, 10: {} } },
        imports: { stripe: 1, "privy-orders": 1 },
        sizes: { stripe: { gzipBytes: 1 }, "privy-orders": {} },
        calls: { subjects: { 1: {}, 10: { stripe: {}, "privy-orders": { perSecond: 1 } } } },
      });
      expect(figures.match(/^\|.*\d.*\|$/gm)).toEqual([
        "| orders of 1 line that `parseOrder` reads | 1,234 |",
        "| upserts that a fake takes in with 0 orders stored | 5,678 |",
      ]);
      expect(figures).not.toMatch(/undefined|NaN|stripe/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
