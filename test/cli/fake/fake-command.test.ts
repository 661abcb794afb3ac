import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
// Loaded before the first test: the command loads it when it is called, which may take longer here than a test may.
import "../../../src/cli/fake/fake-command.js";
import "../../../src/cli/fake/read-seed-orders.js";
import { runCli } from "../../../src/cli/run-cli.js";
import "../../../src/testing/server/control/create-control-context.js";
import "../../../src/testing/server/control/routing/control-api.js";
import "../../../src/testing/server/state-file/state-saver.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "privy-fake-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A run of the command that goes on until it is ended. */
interface Run {
  readonly code: Promise<number>;
  out(): string;
  err(): string;
  /** Asks it to end, as Ctrl-C does. */
  interrupt(): void;
  readonly stdin: PassThrough;
}

function run(args: readonly string[], env: Record<string, string> = {}): Run {
  let [out, err] = ["", ""];
  let interrupt = (): void => undefined;
  const collect = (add: (text: string) => void): Writable =>
    new Writable({
      write(chunk, _, done) {
        add(String(chunk));
        done();
      },
    });
  const stdin = new PassThrough();
  const code = runCli(["fake", ...args], {
    stdout: collect((text) => {
      out += text;
    }),
    stderr: collect((text) => {
      err += text;
    }),
    stdin,
    env: { PATH: process.env.PATH ?? "", ...env },
    onInterrupt(callback) {
      interrupt = callback;
      return () => undefined;
    },
    exit: () => undefined,
  });
  return { code, out: () => out, err: () => err, interrupt: () => interrupt(), stdin };
}

interface Ready {
  readonly event: string;
  readonly url: string;
  readonly baseUrl: string;
  readonly tokenUrl: string;
  readonly token: string;
  readonly key?: string;
  readonly sequenzy?: { readonly baseUrl: string; readonly apiKey: string };
}

/** Starts the command for a machine, and waits for its ready line. */
async function start(args: readonly string[], env?: Record<string, string>): Promise<Run & { ready: Ready }> {
  const started = run(
    ["--port", "0", ...(args.includes("--config") ? [] : ["--no-config"]), "--json", ...args],
    env,
  );
  await expect.poll(() => started.out() + started.err(), { timeout: 15_000 }).toContain("\n");
  // The first line says that it is ready.
  return { ...started, ready: JSON.parse(started.out().split("\n")[0] ?? "") as Ready };
}

const place = (ready: Ready, order: object = {}, token = ready.token): Promise<Response> =>
  fetch(`${ready.baseUrl}/orders/placed`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({
      order_id: 3040,
      total: 66,
      currency: "USD",
      order_date: new Date().toISOString(),
      email: "tim@example.com",
      accepts_email_marketing: true,
      ...order,
    }),
  });

const control = async (ready: Ready, path = ""): Promise<Record<string, unknown>> => {
  // Whatever it is, the test looks into it.
  return (await (await fetch(`${ready.url}/_fake${path}`)).json()) as Record<string, unknown>;
};

describe("privy-orders fake", () => {
  it("says where it is, what it has and what comes", async () => {
    const config = join(folder, "privy-fake.json");
    await writeFile(
      config,
      JSON.stringify({
        $schema: "x",
        flows: [{ name: "Thank you", trigger: "order_placed" }],
        segments: [],
        begin: {
          contacts: [{ email: "kim@example.com" }],
          orders: [
            {
              order_id: 1,
              email: "kim@example.com",
              total: 95,
              currency: "USD",
              order_date: "2026-01-01T00:00:00Z",
            },
          ],
        },
      }),
    );
    const { code, out, err, interrupt } = run(["--port", "0", "--config", config]);
    await expect.poll(out, { timeout: 15_000 }).toContain("Nothing leaves this machine");
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(out())?.[0] ?? "";
    expect(out()).toMatch(
      new RegExp(
        [
          `^Privy fake \\S+ {5}${url}/ {8}\\(inspector\\)`,
          "",
          `  PRIVY_BASE_URL=${url}/v1`,
          "  PRIVY_API_TOKEN=(privy_[\\da-f]{40}) {5}# \\(made up; one of your own is shown masked\\)",
          "",
          `1 flow, 0 segments from ${config.replaceAll(".", "\\.")} · clock running · 60 a minute, 10,000 a day`,
          "Nothing leaves this machine\\. Everything is lost at the end \\(--state FILE keeps it\\)\\.",
        ].join("\n"),
      ),
    );
    const token = /privy_[\da-f]{40}/.exec(out())?.[0] ?? "";
    const ready = { event: "ready", url, baseUrl: `${url}/v1`, tokenUrl: "", token };
    await place(ready, { fulfillment_status: "delivered" });
    await place(ready, { order_id: 3030, currency: "?", order_date: "x" });
    await place(ready, { fulfillment_status: "fulfilled", total: 62 });
    await expect.poll(err).toContain("went back");
    const lines = err().split("\n");
    expect(lines[0]).toMatch(
      /^\d\d:\d\d:\d\d {2}201 created {2}3040 {2}tim@example\.com {3}66\.00 USD {3}→ Thank you$/,
    );
    expect(lines[1]).toMatch(/^\S+ {2}422 refused {2}3030 {2}currency, order_date$/);
    expect(lines[2]).toMatch(/ {2}62\.00 USD {3}! went back: delivered → fulfilled$/);
    expect(await control(ready)).toMatchObject({ counts: { orders: 2, contacts: 2 } });
    await fetch(`${url}/_fake/reset`, { method: "POST" });
    expect(await control(ready)).toMatchObject({ counts: { orders: 1, contacts: 1, requests: 0 } });
    interrupt();
    expect(await code).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  it("runs a command against itself and ends with its exit code", async () => {
    const program =
      "const { PRIVY_BASE_URL, PRIVY_API_TOKEN, PRIVY_FAKE_URL } = process.env;" +
      "fetch(PRIVY_FAKE_URL + '/_fake/health').then(async (r) => process.exit((await r.json()).ok && PRIVY_API_TOKEN && PRIVY_BASE_URL ? 7 : 1))";
    const { code } = run(["--port", "0", "--no-config", "--quiet", "--", process.execPath, "-e", program]);
    expect(await code).toBe(7);
  });

  it("says why a command cannot be started", async () => {
    const { code, err } = run(["--port", "0", "--no-config", "--quiet", "--", join(folder, "nothing")]);
    expect(await code).toBe(2);
    expect(err()).toContain("ENOENT");
  });

  it("gives that command the fake Sequenzy too, and says nothing itself when it is to be quiet", async () => {
    const program =
      "const { SEQUENZY_BASE_URL, SEQUENZY_API_KEY } = process.env;" +
      "fetch(SEQUENZY_BASE_URL + '/orders', { method: 'POST', headers: { authorization: 'Bearer ' + SEQUENZY_API_KEY } })" +
      ".then((r) => process.exit(r.status === 400 ? 7 : 1))";
    const { code, out, err } = run([
      ...["--port", "0", "--no-config", "--quiet", "--sequenzy"],
      ...["--", process.execPath, "-e", program],
    ]);
    expect([await code, out(), err()]).toEqual([7, "", ""]);
  });

  it("greets also where it is to be quiet: without its port nothing could be sent", async () => {
    const { code, out, err, interrupt } = run(["--port", "0", "--no-config", "--quiet"]);
    await expect.poll(out, { timeout: 15_000 }).toContain("Nothing leaves this machine");
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(out())?.[0] ?? "";
    await fetch(`${url}/v1/contacts`);
    interrupt();
    expect([await code, err()]).toEqual([0, ""]);
  });

  it("shows a key that it made, to people and to machines, and none of one's own", async () => {
    const made = await start(["--host", "0.0.0.0", "--sequenzy"]);
    const { key, sequenzy, url } = made.ready;
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(sequenzy).toEqual({
      baseUrl: `${url}/sequenzy/api/v1`,
      apiKey: expect.stringMatching(/^sk_live_/),
    });
    // What listens on every address is reached at this one.
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect((await fetch(`${url}/_fake`)).status).toBe(401);
    expect((await fetch(`${url}/_fake`, { headers: { authorization: `Bearer ${key}` } })).status).toBe(200);
    made.interrupt();
    await made.code;

    const own = "a-key-of-the-developers-own";
    for (const args of [["--json"], []]) {
      const { code, out, err, interrupt } = run(["--port", "0", "--no-config", ...args], {
        PRIVY_FAKE_KEY: own,
      });
      await expect.poll(out, { timeout: 15_000 }).toContain("\n");
      interrupt();
      await code;
      expect(out() + err()).not.toContain(own);
    }
    const { code, err } = run(["--port", "0", "--no-config"], { PRIVY_FAKE_KEY: "my key" });
    expect([await code, err()]).toEqual([2, expect.stringContaining("PRIVY_FAKE_KEY must be")]);
  });

  it("writes nothing to the terminal that acts on it", async () => {
    const { code, out, err, interrupt } = run(["--port", "0", "--no-config"]);
    await expect.poll(out, { timeout: 15_000 }).toContain("Nothing leaves this machine");
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(out())?.[0] ?? "";
    const token = /privy_[\da-f]{40}/.exec(out())?.[0] ?? "";
    const ready = { event: "ready", url, baseUrl: `${url}/v1`, tokenUrl: "", token };
    expect((await place(ready, { email: "a\u001bc\u009b2J\u202e@example.com" })).status).toBe(201);
    await expect.poll(err).toContain("3040");
    interrupt();
    await code;
    expect(err()).toContain("aU+001BcU+009B2JU+202E@example.com");
    expect(err().replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it("ends with its input where that was asked for", async () => {
    const { code, stdin, ready } = await start(["--until-stdin-ends"]);
    expect(ready).toMatchObject({
      event: "ready",
      baseUrl: `${ready.url}/v1`,
      tokenUrl: `${ready.url}/oauth/token`,
    });
    stdin.end();
    expect(await code).toBe(0);
  });

  it("tells a machine of each request, on a line", async () => {
    const { code, out, interrupt, ready } = await start([]);
    await place(ready);
    await expect.poll(() => out().trim().split("\n").length).toBe(2);
    expect(JSON.parse(out().split("\n")[1] ?? "")).toMatchObject({ event: "request", n: 1, order: "3040" });
    interrupt();
    expect(await code).toBe(0);
  });

  it("takes a token of one's own from the environment, and shows it masked", async () => {
    const own = `privy_${"0123456789".repeat(4)}`;
    const { code, interrupt, ready, out, err } = await start([], {
      PRIVY_FAKE_TOKEN: own,
      PRIVY_API_TOKEN: "real",
    });
    expect(ready.token).toBe("privy_…6789");
    expect((await place(ready, {}, own)).status).toBe(201);
    expect((await place(ready, {}, "real")).status).toBe(401);
    interrupt();
    expect(await code).toBe(0);
    expect(out() + err()).not.toContain(own);
  });

  it("accepts any token where it is told so", async () => {
    const { code, interrupt, ready } = await start(["--any-token"]);
    expect((await place(ready, {}, "whatever")).status).toBe(201);
    expect((await place(ready, {}, "")).status).toBe(401);
    interrupt();
    await code;
  });

  it("stands still at a moment, and then limits nothing", async () => {
    const { code, interrupt, ready } = await start(["--clock", "2026-03-01T12:00:00Z"]);
    expect(await control(ready)).toMatchObject({
      clock: { now: "2026-03-01T12:00:00.000Z", mode: "frozen" },
    });
    expect(await control(ready, "/rate-limit")).toEqual({ minute: null, day: null });
    interrupt();
    await code;
  });

  it("limits as it is told", async () => {
    const { code, interrupt, ready } = await start(["--rate-limit", "1/5", "--clock", "frozen"]);
    expect([(await place(ready)).status, (await place(ready)).status]).toEqual([201, 429]);
    expect(await control(ready, "/rate-limit")).toMatchObject({ minute: { limit: 1 }, day: { limit: 5 } });
    interrupt();
    await code;
  });

  it("begins with the orders of a file", async () => {
    const file = join(folder, "orders.ndjson");
    const order = {
      order_id: 5,
      email: "kim@example.com",
      total: "5.00",
      currency: "USD",
      order_date: "2026-01-01T00:00:00Z",
    };
    await writeFile(
      file,
      `${JSON.stringify(order)}\n${JSON.stringify({ ...order, order_id: 6, total: "x" })}\n`,
    );
    const { code, err, interrupt, ready } = await start(["--load", file]);
    expect(await control(ready, "/orders")).toMatchObject({
      data: [{ order_id: "5", total_amount: "5.00", initial_sync: true }],
      total: 1,
    });
    expect(err()).toContain(`1 order in ${file} cannot be used and will be missing`);
    interrupt();
    await code;
  });

  it("keeps the account in a file, and goes on from there", async () => {
    const file = join(folder, "state.ndjson");
    const first = await start(["--state", file]);
    await place(first.ready);
    const busy = run(["--port", "0", "--no-config", "--state", file]);
    expect(await busy.code).toBe(2);
    expect(busy.err()).toContain("in use by another fake");
    first.interrupt();
    expect(await first.code).toBe(0);

    const second = await start(["--state", file]);
    expect(await control(second.ready)).toMatchObject({
      counts: { orders: 1, requests: 1 },
      state: { file },
    });
    second.interrupt();
    await second.code;
    const third = await start(["--state", file, "--fresh"]);
    expect(await control(third.ready)).toMatchObject({ counts: { orders: 0 } });
    third.interrupt();
    await third.code;

    await writeFile(file, (await readFile(file, "utf8")).slice(0, -10));
    const cut = await readFile(file, "utf8");
    const fourth = run(["--port", "0", "--no-config", "--state", file]);
    expect(await fourth.code).toBe(2);
    expect(fourth.err()).toContain("--fresh");
    expect(await readFile(file, "utf8")).toBe(cut);
  });

  it("says that its state could not be saved", async () => {
    const { code, interrupt, err, ready } = await start([
      "--state",
      join(folder, "gone", "..", "state.ndjson"),
    ]);
    await place(ready);
    await rm(folder, { recursive: true });
    interrupt();
    expect(await code).toBe(3);
    expect(err()).toContain("could not be saved");
  });

  it("serves a fake Sequenzy beside", async () => {
    const { code, interrupt, ready } = await start(["--sequenzy"]);
    expect((await fetch(`${ready.url}/sequenzy/api/v1/orders`, { method: "POST" })).status).toBe(401);
    interrupt();
    await code;
  });

  it("does not take another port in silence when its own is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    const port = String(typeof address === "object" ? address?.port : 0);
    for (const [args, env] of [
      [["--port", port], {}],
      [[], { PRIVY_FAKE_PORT: port }],
    ] as const) {
      const { code, err } = run([...args, "--no-config"], env);
      expect(await code).toBe(2);
      expect(err()).toContain("--port");
    }
    other.close();
  });

  it.each([
    [["--port", "70000"], "--port"],
    [["--clock", "later"], "--clock"],
    [["--rate-limit", "much"], "--rate-limit"],
    [["--allow-host", "a:1"], "--allow-host"],
    [["--keep-requests", "-1"], "--keep-requests"],
    [["--token", "x"], "secret"],
    [["npm", "test"], "follow --"],
    [["--config", "/nonexistent.json"], "--config"],
    [["--load", "/nonexistent.ndjson"], "nonexistent.ndjson (--load) does not exist"],
    [["--load", "/nonexistent.csv"], "nonexistent.csv (--load) does not exist"],
    [["--load", "test/fixtures/shopify-orders-export.csv"], ".mapping.json beside it"],
    [["--flows"], "flows"],
  ])("starts nothing with %j", async (args, word) => {
    const { code, err } = run([...(args[0] === "--port" ? [] : ["--port", "0"]), ...args]);
    expect(await code).toBe(2);
    expect(err()).toContain(word);
  });

  it.each([
    [{ flow: [] }, "did you mean flows?"],
    [{ begin: { order: [] } }, "did you mean orders?"],
    [{ begin: { orders: [{ order_id: 1 }] } }, "begin.orders[0]"],
    [{ flows: [{ name: "x", trigger: "placed" }] }, "trigger"],
    [{ clock: 1 }, "unknown option"],
    [{ rateLimit: "much" }, "options.rateLimit"],
    [[], "plain object"],
  ])("refuses the config %j", async (config, word) => {
    const file = join(folder, "config.json");
    await writeFile(file, JSON.stringify(config));
    const { code, err } = run(["--port", "0", "--config", file]);
    expect(await code).toBe(2);
    expect(err()).toContain(word);
    expect(err()).toContain(file);
  });

  it("names what it cannot read as its state", async () => {
    const { code, err } = run(["--port", "0", "--no-config", "--state", folder]);
    expect([await code, err()]).toEqual([2, expect.stringContaining(`${folder} cannot be read (EISDIR)`)]);
  });

  it("names the variable of a token that no header can carry", async () => {
    const { code, err } = run(["--port", "0", "--no-config"], { PRIVY_FAKE_TOKEN: "with a blank" });
    expect([await code, err()]).toEqual([2, expect.stringContaining("PRIVY_FAKE_TOKEN must be")]);
    expect(err()).not.toContain("with a blank");
  });

  it("takes a config that is a module", async () => {
    const file = join(folder, "privy-fake.mjs");
    await writeFile(
      file,
      `export default { seed: "mine", flows: [{ name: "A", trigger: "order_placed" }] };\n`,
    );
    const { code, interrupt, ready } = await start(["--config", file]);
    expect(await control(ready, "/flows")).toMatchObject({ data: [{ name: "A" }] });
    interrupt();
    await code;
  });
});
