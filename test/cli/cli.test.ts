import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFakePrivy, createVirtualClock, type FakePrivy } from "privy-orders/testing";
import { type ServedFakePrivy, serveFakePrivy } from "privy-orders/testing/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommand, token } from "./support.js";

describe("the command line", () => {
  let folder: string;
  let privy: FakePrivy;
  let server: ServedFakePrivy;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "privy-orders-cli-"));
    // The doctor compares the clocks.
    const clock = createVirtualClock({ startAt: new Date().toISOString() });
    privy = createFakePrivy({ clock, tokens: [token], rateLimit: false, integrations: ["int_known"] });
    server = await serveFakePrivy(privy);
  });
  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function run(args: readonly string[], env: Record<string, string> = { PRIVY_API_TOKEN: token }) {
    return await runCommand(args, { PRIVY_BASE_URL: server.baseUrl, ...env });
  }

  async function ordersFile(count: number, spoil: (line: string, id: number) => string = (line) => line) {
    const path = join(folder, "orders.ndjson");
    const lines = Array.from({ length: count }, (_, index) => {
      const id = index + 1;
      const order = { order_id: id, email: `b${id}@example.com`, total: 9, currency: "USD" };
      return spoil(JSON.stringify({ ...order, order_date: "2025-06-01T00:00:00Z" }), id);
    });
    await writeFile(path, `${lines.join("\n")}\n`);
    return path;
  }

  it("imports a file once: the same command again has nothing left to do", async () => {
    const path = await ordersFile(30);
    const first = await run(["import", path]);
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toContain("30 orders stored");
    const requests = privy.requests.length;
    expect((await run(["import", path])).out).toContain("Nothing left to do");
    expect(privy.requests).toHaveLength(requests);
    expect(privy.orders).toHaveLength(30);
  });

  it("puts failed rows into a private file that can be mended and imported", async () => {
    const path = await ordersFile(5, (line, id) => (id === 3 ? line.replace('"USD"', '"dollars"') : line));
    const result = await run(["import", path]);
    expect(result.code).toBe(1);
    const failed = join(folder, "orders.ndjson.failed.ndjson");
    expect((await stat(failed)).mode & 0o077).toBe(0);
    const rows = await readFile(failed, "utf8");
    expect(rows.trim().split("\n")).toHaveLength(1);
    const reasons = await readFile(join(folder, "orders.ndjson.failed.reasons.txt"), "utf8");
    expect(reasons).toMatch(/^line 3.*currency/);
    expect(reasons + result.out + result.err).not.toContain("b3@example.com");
    await writeFile(failed, rows.replace("dollars", "USD"));
    expect(await run(["import", failed])).toMatchObject({ code: 0 });
    expect(privy.orders).toHaveLength(5);
  });

  it("checks a file, and tries an import, without sending anything", async () => {
    const path = await ordersFile(3, (line, id) => (id === 2 ? "{broken" : line));
    for (const args of [
      ["check", path],
      ["import", path, "--dry-run"],
    ]) {
      const result = await run(args, {});
      expect(result.code).toBe(1);
      expect(result.out).toContain("2 orders can be sent");
      expect(result.out).toMatch(/line 2/);
    }
    expect(privy.requests).toEqual([]);
  });

  it.each([
    ["a token as a value", ["import", "x", token]],
    ["an option for a token", ["import", "x", "--token=abc"]],
    ["an option for a secret", ["doctor", "--client-secret", "abc"]],
    ["an option for an access token", ["doctor", "--access-token=abc"]],
    ["an option for a password", ["import", "x", "--pass=abc"]],
    ["a short option with its value", ["import", "x", "-tabc"]],
    ["what looks random, as a value", ["import", "x", "--failed", "q7Zk2mP9xWv4Lt8Rb3Ny6Hd1"]],
    ["what looks random, in an option", ["import", "x", "--foo=q7Zk2mP9xWv4Lt8Rb3Ny6Hd1"]],
  ])("refuses %s, and does not repeat it", async (_what, args) => {
    const result = await run(args);
    expect(result.code).toBe(2);
    expect(result.err).toContain("PRIVY_API_TOKEN");
    expect(result.err).not.toContain(args.at(-1));
    expect(privy.requests).toEqual([]);
  });

  it.each([
    ["binary", Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x0a])],
    ["gzip that is cut off", Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 3, 1])],
    ["nothing", Buffer.from("")],
    ["a JSON array", Buffer.from("[{}]")],
  ])("refuses a file of %s with one message before anything is sent", async (_what, content) => {
    const path = join(folder, "bad.ndjson");
    await writeFile(path, content);
    const result = await run(["import", path]);
    expect(result.code).toBe(2);
    expect(result.err).toMatch(/^error: .*bad\.ndjson cannot be used: /);
    expect(privy.requests).toEqual([]);
  });

  it("ends with 4 when Privy refuses the token, and with 2 when there is none", async () => {
    const path = await ordersFile(3);
    expect((await run(["import", path], { PRIVY_API_TOKEN: `privy_${"f".repeat(40)}` })).code).toBe(4);
    expect((await run(["import", path], {})).code).toBe(2);
    expect(privy.orders).toEqual([]);
  });

  it("takes the credential from a file", async () => {
    const envFile = join(folder, "privy.env");
    await writeFile(envFile, `PRIVY_API_TOKEN=${token}\n`);
    expect((await run(["doctor", "--env-file", envFile], {})).code).toBe(0);
  });

  it("examines an account with one request that stores nothing", async () => {
    const good = await run(["doctor"]);
    expect(good).toMatchObject({ code: 0 });
    expect(good.out).toMatch(/ok +token +accepted/);
    expect(privy.requests).toHaveLength(1);
    expect([...privy.orders, ...privy.contacts]).toEqual([]);
    const bad = await run(["doctor"], { PRIVY_API_TOKEN: token, PRIVY_INTEGRATION_TOKEN: "int_other" });
    expect(bad.code).toBe(4);
    expect(bad.out).toMatch(/BAD integration token/);
    expect(bad.out).not.toContain("int_other");
  });

  it("names the address that is wrong, and the variable that sets it", async () => {
    const baseUrl = server.baseUrl.replace(/\/v1$/, "");
    for (const address of [baseUrl, `${baseUrl}/v1/v1`]) {
      const result = await run(["doctor"], { PRIVY_API_TOKEN: token, PRIVY_BASE_URL: address });
      expect(result.code).toBe(1);
      expect(result.out).toMatch(/BAD address +/);
      expect(result.out).toContain(`Check PRIVY_BASE_URL: ${address} responded, and it should end in /v1.`);
    }
    const other = await serveFakePrivy(createFakePrivy());
    await other.close();
    const { host } = new URL(other.baseUrl);
    const closed = { PRIVY_API_TOKEN: token, PRIVY_BASE_URL: other.baseUrl };
    expect((await run(["doctor"], closed)).out).toContain(`ECONNREFUSED ${host}`);
    const path = await ordersFile(1);
    const order = join(folder, "one.json");
    await writeFile(order, await readFile(path, "utf8"));
    expect((await run(["send", order], closed)).err).toContain(`ECONNREFUSED ${host}`);
  }, 60_000);

  it("sends one order, and reports to machines in JSON", async () => {
    const path = join(folder, "order.json");
    const order = { order_id: 7, email: "a@example.com", total: 1, currency: "USD" };
    await writeFile(path, JSON.stringify({ ...order, order_date: "2025-06-01T00:00:00Z" }));
    const result = await run(["send", path, "--json"]);
    expect(result.code).toBe(0);
    expect(JSON.parse(result.out)).toMatchObject({ event: "sent", order_id: "7", outcome: "created" });
  });
});
