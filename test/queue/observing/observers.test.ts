import { AuthenticationError, ServerError } from "privy-orders";
import {
  combineQueueObservers,
  createOrderQueue,
  type EnqueueObserver,
  QueueFullError,
  type QueueObserver,
} from "privy-orders/queue";
import { createMemoryQueue, createVirtualClock, QueueMemory } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { MemoryEngine } from "../../../src/testing/queue/memory-engine.js";
import { Destination, orderOf } from "../contract/contract-support.js";
import { echo, observedStore, secretOrder, secrets } from "./observed-store.js";

/** An observer that keeps every event, by the name of the function that saw it. */
function recorder(): {
  readonly observer: QueueObserver & EnqueueObserver;
  readonly events: [name: string, event: Record<string, unknown>][];
} {
  const events: [string, Record<string, unknown>][] = [];
  const observer = new Proxy<QueueObserver & EnqueueObserver>(
    {},
    {
      get: (_target, name) => (event: Record<string, unknown>, run?: () => void) => {
        events.push([String(name), event]);
        run?.();
      },
    },
  );
  return { observer, events };
}

describe("an observer of a queue", () => {
  it("sees an enqueue twice with one identity, and what became of it", async () => {
    const { observer, events } = recorder();
    const { enqueue } = observedStore(observer);
    await enqueue();
    const [[first, before], [second, after]] = [events[0] ?? ["", {}], events[1] ?? ["", {}]];
    expect([first, second]).toEqual(["onEnqueue", "onEnqueued"]);
    expect(before).toEqual({ account: "default", order_id: "1001", identity: {} });
    expect(after).toMatchObject({ order_id: "1001", result: "accepted", durationMs: expect.any(Number) });
    expect(after.identity).toBe(before.identity);
  });

  it("sees why an enqueue failed", async () => {
    const { observer, events } = recorder();
    const queue = createMemoryQueue({ observer, maxWaiting: 1 });
    await queue.enqueue(orderOf(1));
    await expect(queue.enqueue(orderOf(2))).rejects.toBeInstanceOf(QueueFullError);
    expect(events.at(-1)).toMatchObject(["onEnqueued", { result: "failed", errorCode: "queue_full" }]);
  });

  it("gets no customer's value and no secret, whatever Privy responds", async () => {
    const { observer, events } = recorder();
    const broken = new Error(Object.values(secrets).join(" "));
    const { enqueue, work } = observedStore(observer, [broken, echo(500), echo(401), echo(422)]);
    await enqueue();
    await enqueue({ ...secretOrder, order_id: 1002 });
    await work();
    const names = new Set(events.map(([name]) => name));
    for (const name of ["onPutOff", "onHeld", "onReleased", "onDead", "onDeliveryEnd"])
      expect(names).toContain(name);
    const told = JSON.stringify(events);
    for (const value of Object.values(secrets)) expect(told).not.toContain(value);
  });

  it("that throws or rejects everywhere changes nothing", async () => {
    const fail = new Proxy<QueueObserver & EnqueueObserver>(
      {},
      {
        get: (_target, name) => () => {
          if (name === "onDeliveryEnd" || name === "onEnqueued") return Promise.reject(new Error("no"));
          throw new Error("no");
        },
      },
    );
    const privy = new Destination();
    const { enqueue, work, queue } = observedStore(fail);
    await enqueue();
    await work({ client: privy });
    expect(privy.sent).toHaveLength(1);
    expect(await queue.stats()).toMatchObject({ waiting: 0, dead: 0 });
  });

  it.each<[what: string, around: NonNullable<QueueObserver["aroundDelivery"]>]>([
    [
      "calls run twice",
      (_event, run) => {
        run();
        run();
      },
    ],
    ["never calls run", () => undefined],
    [
      "calls run and throws",
      (_event, run) => {
        run();
        throw new Error("no");
      },
    ],
    ["calls run later", (_event, run) => void Promise.resolve().then(run)],
  ])("that %s around a delivery has it sent once", async (_what, aroundDelivery) => {
    const privy = new Destination();
    const { enqueue, work } = observedStore(combineQueueObservers({ aroundDelivery }, { aroundDelivery }));
    await enqueue();
    await work({ client: privy });
    expect(privy.sent).toHaveLength(1);
  });

  it("sees the delivery's failure although another one stands around it", async () => {
    const { observer, events } = recorder();
    const privy = new Destination();
    privy.before = () => {
      throw new ServerError("down", { status: 503 });
    };
    const { enqueue, work } = observedStore(combineQueueObservers(observer, recorder().observer));
    await enqueue();
    await work({ client: privy, forMs: 5_000 });
    const end = events.find(([name]) => name === "onDeliveryEnd");
    expect(end?.[1]).toMatchObject({ result: "put_off", errorCode: "server_error", states: 1 });
  });
});

describe("several observers", () => {
  it("see every event in the order given; the first traceparent is kept", async () => {
    const seen: string[] = [];
    const [one, two] = ["one", "two"].map((name): QueueObserver & EnqueueObserver => ({
      onEnqueue() {
        seen.push(`${name} onEnqueue`);
        return `00-${"a".repeat(32)}-${(name === "one" ? "b" : "c").repeat(16)}-01`;
      },
      aroundDelivery(_event, run) {
        seen.push(`${name} begins`);
        run();
      },
      onDeliveryStart: ({ traces }) =>
        void seen.push(...traces.map((trace) => `${name} ${trace.slice(36, 37)}`)),
    }));
    const { enqueue, work } = observedStore(combineQueueObservers(one, undefined, two));
    await enqueue();
    await work();
    expect(seen).toEqual(["one onEnqueue", "two onEnqueue", "one b", "two b", "one begins", "two begins"]);
  });
});

describe("check", () => {
  const findings = async (queue: ReturnType<typeof createMemoryQueue>, subject: string) =>
    (await queue.check()).filter((finding) => finding.subject === subject);

  it("misses a worker only when an order is overdue and nothing holds it", async () => {
    const memory = new QueueMemory();
    const clock = createVirtualClock({ startAt: "2026-01-02T00:00:00.000Z" });
    const queue = createMemoryQueue({ memory, clock });
    await queue.enqueue(orderOf(1));
    expect(await findings(queue, "worker")).toMatchObject([{ ok: true }]);
    await clock.advance(301_000);
    expect(await findings(queue, "worker")).toMatchObject([
      { ok: false, message: expect.stringContaining("none has worked yet, and orders wait") },
    ]);
    await queue.pause();
    expect(await findings(queue, "worker")).toMatchObject([{ ok: true }]);
    await queue.resume();
    const privy = new Destination();
    const other = createMemoryQueue({ memory, clock });
    const worker = other.work({ client: privy });
    expect(await findings(queue, "worker")).toMatchObject([
      { ok: true, message: "last seen at 2026-01-02T00:05:01.000Z" },
    ]);
    await clock.advance(600_000);
    expect(await findings(queue, "worker")).toMatchObject([
      { message: "last seen at 2026-01-02T00:15:01.000Z" },
    ]);
    await worker.stop();
    await queue.enqueue(orderOf(2));
    await clock.advance(301_000);
    expect(await findings(queue, "worker")).toMatchObject([{ ok: false }]);
  });

  it("names what holds an account, and what to do where a person has to", async () => {
    const { enqueue, work, queue } = observedStore({}, [echo(401)]);
    await enqueue();
    await work({
      client: { orders: { upsert: () => Promise.reject(new AuthenticationError("no")) } },
      forMs: 5_000,
    });
    expect(await findings(queue, "account default")).toMatchObject([
      {
        ok: false,
        message: expect.stringMatching(/^held until 2026-01-02T00:05.*: credentials; Privy refuses/),
      },
    ]);
    await queue.resume();
    await queue.pause("default");
    expect(await findings(queue, "account default")).toMatchObject([
      { ok: true, message: "held until it is resumed: paused" },
    ]);
  });

  it("warns of a lease that ends while an order is being sent", async () => {
    expect(await findings(createMemoryQueue(), "lease")).toMatchObject([{ ok: true }]);
    const short = createOrderQueue(new MemoryEngine(new QueueMemory()), { leaseMs: 20_000 });
    expect(await findings(short, "lease")).toMatchObject([
      { ok: false, message: expect.stringContaining("set leaseMs to 30000 or more") },
    ]);
  });
});
