import { get, type ServerResponse } from "node:http";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { controlHookOf } from "../../../../src/testing/privy/served/control-hook.js";
import { createEventFeed } from "../../../../src/testing/server/control/live/event-feed.js";
import {
  createListenerPlaces,
  mostListeners,
} from "../../../../src/testing/server/control/live/listener-places.js";
import { createClockControl } from "../../../../src/testing/server/control/views/clock-control.js";
import { createSummaries } from "../../../../src/testing/server/control/views/request-summaries.js";
import { type Json, type Served, serveControl } from "../support.js";

interface Told {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: Json;
}

/** Listens to the events of a served fake, until the returned function is called. */
async function listen({ server }: Served, query = ""): Promise<{ told: Told[]; end: () => void }> {
  const told: Told[] = [];
  let rest = "";
  const request = get(`${server.url}/_fake/events${query}`);
  request.on("error", () => undefined);
  await new Promise<void>((resolve) => {
    request.on("response", (response) => {
      response.setEncoding("utf8").on("data", (chunk: string) => {
        const parts = (rest + chunk).split("\n\n");
        rest = parts.pop() ?? "";
        for (const part of parts) {
          const line = (name: string): string | undefined =>
            part
              .split("\n")
              .find((one) => one.startsWith(`${name}: `))
              ?.slice(name.length + 2);
          told.push({
            event: line("event") ?? "",
            id: line("id"),
            data: JSON.parse(line("data") ?? "null") as Json, // what is expected of it, the test says
          });
        }
        resolve();
      });
      response.on("error", () => undefined);
    });
  });
  return { told, end: () => request.destroy() };
}

describe("the events of a served fake", () => {
  it("begin with how it stands, and tell each request once", async () => {
    const served = await serveControl();
    await served.place();
    const { told, end } = await listen(served);
    expect(told[0]).toMatchObject({
      event: "requests",
      id: "1",
      data: {
        rows: [],
        position: 1,
        counts: { orders: 1 },
        rate: { minute: { used: 1 } },
        faults: { chaos: null },
      },
    });
    for (let id = 1; id <= 5; id += 1) await served.place({ order_id: id });
    const rows = (): readonly unknown[] =>
      told.slice(1).flatMap(({ data }) => data.rows?.map((row) => row.order) ?? []);
    await expect.poll(rows).toEqual(["1", "2", "3", "4", "5"]);
    expect(told.at(-1)).toMatchObject({ event: "requests", id: "6", data: { position: 6 } });
    end();
  });

  it("go on after a position, or say that too much came since", async () => {
    const served = await serveControl({ rateLimit: false });
    for (let id = 1; id <= 3; id += 1) await served.place({ order_id: id });
    const one = await listen(served, "?after=1");
    expect(one.told[0]?.data.rows?.map(({ n }) => n)).toEqual([2, 3]);
    one.end();
    const other = await listen(served, "?after=900");
    expect(other.told[0]).toMatchObject({ event: "gap", data: { position: 3 } });
    other.end();
    for (let id = 0; id <= 500; id += 1)
      await served.privy.client().orders.upsert({ ...order, order_id: id + 10 });
    const third = await listen(served, "?after=0");
    expect(third.told[0]).toMatchObject({ event: "gap", data: { position: 504 } });
    third.end();
  });

  it("say that the log has dropped what they should go on after", async () => {
    const served = await serveControl({ rateLimit: false, keepRequests: 3 });
    for (let id = 1; id <= 7; id += 1) await served.place({ order_id: id });
    const one = await listen(served, "?after=3");
    expect(one.told[0]).toMatchObject({ event: "gap", id: "7", data: { position: 7 } });
    one.end();
    const other = await listen(served, "?after=4");
    expect(other.told[0]?.data.rows?.map(({ n }) => n)).toEqual([5, 6, 7]);
    other.end();
  });

  it("tell of the clock, of faults and of an account that began anew", async () => {
    const served = await serveControl();
    const { told, end } = await listen(served);
    served.privy.failNext("503");
    await served.privy.clock.advance("91d");
    served.privy.reset();
    await expect.poll(() => told.map(({ event }) => event)).toContain("account");
    expect(told.slice(1)).toMatchObject([
      { event: "faults", data: { pending: [{ names: ["503"] }], chaos: null } },
      { event: "clock", data: { now: "2026-05-31T12:00:00.000Z", mode: "frozen" } },
      { event: "faults", data: { pending: [] } },
      { event: "account", data: { because: "reset", position: 0 } },
    ]);
    end();
  });

  it("end for a listener that reads too little of them", async () => {
    const { privy, place } = await serveControl();
    const clock = createClockControl(privy.clock);
    const hook = controlHookOf(privy);
    if (hook === undefined) throw new Error("there is no fake");
    const chaos = { current: undefined };
    const summaryOf = createSummaries(hook.state);
    const feed = createEventFeed({ privy, hook, summaryOf, clock, places: createListenerPlaces(), chaos });
    const [slow, other] = [1_048_577, 1_048_576].map((unsent) => {
      const response = Object.assign(new PassThrough(), { writeHead: () => undefined });
      feed.open(response as unknown as ServerResponse, undefined); // what the feed uses of one
      Object.defineProperty(response, "writableLength", { get: () => unsent });
      return response;
    });
    await place();
    await expect.poll(() => slow?.destroyed).toBe(true);
    expect(other?.destroyed).toBe(false);
    feed.close();
    expect(other?.destroyed).toBe(true);
  });

  it("cost nothing without a listener", async () => {
    const served = await serveControl();
    let heard = 0;
    const { subscribe } = served.privy;
    const { told, end } = await listen(served);
    expect(told).toHaveLength(1);
    end();
    // The feed has left once its only listener has gone: nothing is described any more.
    subscribe(() => {
      heard += 1;
    });
    await served.place();
    expect(heard).toBe(1);
  });
});

const order = {
  total: 1,
  currency: "USD",
  order_date: "2026-03-01T10:00:00Z",
  email: "ada@example.com",
};

describe("waiting for requests", () => {
  it("ends as soon as enough of them fit", async () => {
    const { get: read, place } = await serveControl();
    await place();
    expect((await read("/wait?q=order:1001")).json).toMatchObject({ data: [{ n: 1 }], position: 1 });
    const waiting = read("/wait?q=is:refused&count=2&after=1");
    await place({ total: "x" });
    await place();
    await place({ currency: "x" });
    const { status, json } = await waiting;
    expect(status).toBe(200);
    expect(json).toMatchObject({ data: [{ n: 2 }, { n: 4 }], position: 4 });
  });

  it("says in time that they did not come, and what came instead", async () => {
    const { get: read, place } = await serveControl();
    await place();
    const { status, json } = await read("/wait?q=order:2&timeout=20ms");
    expect(status).toBe(404);
    expect(json.error).toMatchObject({
      code: "not_in_time",
      message: "0 of 1 such requests arrived in time",
      nearMisses: [{ n: 1, order: "1001" }],
    });
  });

  it("counts from the beginning again when the account begins anew", async () => {
    const { get: read, place, privy } = await serveControl();
    await place();
    const waiting = read("/wait?after=1");
    // Connections are taken in their order: once this one is answered, the wait is on.
    await read("/health");
    privy.reset();
    await place();
    expect((await waiting).json).toMatchObject({ data: [{ n: 1 }], position: 1 });
  });

  it("is not ended by what a snapshot brings back", async () => {
    const { get: read, call, place } = await serveControl();
    for (const id of [1, 2, 3]) await place({ order_id: id });
    await call("POST", "/snapshots", { name: "three" });
    const waiting = read("/wait?q=order:2&after=3&timeout=5s");
    await read("/health");
    await call("POST", "/snapshots/three/restore");
    await place({ order_id: 2, total: 96 });
    expect((await waiting).json).toMatchObject({ data: [{ n: 4, order: "2" }], position: 4 });
  });

  it.each(["timeout=61s", "timeout=soon", "count=0", "after=-1", "after=x"])("refuses %s", async (query) => {
    const { get: read } = await serveControl();
    const { status, json } = await read(`/wait?${query}`);
    expect([status, json.error?.code]).toEqual([400, "bad_request"]);
    expect(json.error?.details).toHaveLength(1);
  });

  it("and listening have a bounded number of places, which are free again", async () => {
    const served = await serveControl();
    const listeners = [];
    for (let number = 0; number < mostListeners; number += 1) listeners.push(await listen(served));
    expect(await served.get("/wait?timeout=1ms")).toMatchObject({
      status: 503,
      json: { error: { code: "too_many_listeners" } },
    });
    for (const { end } of listeners) end();
    await expect.poll(async () => (await served.get("/wait?timeout=1ms")).status).toBe(404);
  });
});
