import { describe, expect, it } from "vitest";
import { Sequence, type SequenceMember } from "../../../src/http/call/sequence.js";
import { systemClock } from "../../../src/http/clock.js";
import { createKernel, json, type Reply, type Sent, silence } from "../../support/scripted-server.js";

const bodies = (sent: readonly Sent[]): unknown[] => sent.map(({ body }) => body);
const later = (kernel: () => { clock: { setTimer: (run: () => void, ms: number, why: "wait") => void } }) => {
  return (): Promise<Response> =>
    new Promise((resolve) => kernel().clock.setTimer(() => resolve(json(200)), 1_000, "wait"));
};

describe("two calls for one order", () => {
  it("never overlap and keep their order, even when the first is held up by retries", async () => {
    const kernel = createKernel([json(503, {}, { "retry-after": "5" }), silence, json(200), json(200)]);
    const first = kernel.send({ sequenceKey: "1", body: "first" }, { timeoutMs: 2_000 });
    const second = kernel.send({ sequenceKey: "1", body: "second" });
    await kernel.clock.advance(5_000);
    expect(bodies(kernel.sent)).toEqual(["first", "first"]);
    expect(second.state).toBe("pending");
    await kernel.clock.advance(2_000 + 1_000);
    expect(bodies(kernel.sent)).toEqual(["first", "first", "first", "second"]);
    expect([first.state, second.state]).toEqual(["fulfilled", "fulfilled"]);
  });

  it("do not fail with each other", async () => {
    const kernel = createKernel([json(422, {}), json(200)]);
    const first = kernel.send({ sequenceKey: "1" });
    const second = kernel.send({ sequenceKey: "1" });
    await kernel.clock.advance(0);
    expect([first.state, second.state]).toEqual(["rejected", "fulfilled"]);
  });

  it("and a hundred more go one by one, in the order in which they were made", async () => {
    const kernel = createKernel([json(200)]);
    const wanted = Array.from({ length: 100 }, (_, index) => `body ${index}`);
    for (const body of wanted) kernel.send({ sequenceKey: "1", body });
    await kernel.clock.advance(0);
    expect(bodies(kernel.sent)).toEqual(wanted);
  });

  it("let the rest of the line go on when one in its middle gives up", async () => {
    const controller = new AbortController();
    const kernel = createKernel([silence, json(200)]);
    const first = kernel.send({ sequenceKey: "1", body: "first" }, { timeoutMs: 1_000, maxAttempts: 1 });
    const second = kernel.send({ sequenceKey: "1", body: "second" }, { signal: controller.signal });
    const third = kernel.send({ sequenceKey: "1", body: "third" });
    await kernel.clock.advance(500);
    controller.abort("never mind");
    await kernel.clock.advance(0);
    expect(second.reason).toBe("never mind");
    await kernel.clock.advance(500);
    expect([first.state, third.state]).toEqual(["rejected", "fulfilled"]);
    expect(bodies(kernel.sent)).toEqual(["first", "third"]);
  });

  it("let the next go on when the running one is aborted", async () => {
    const controller = new AbortController();
    const kernel = createKernel([() => new Promise(() => undefined), json(200)]);
    kernel.send({ sequenceKey: "1" }, { signal: controller.signal });
    const second = kernel.send({ sequenceKey: "1" });
    await kernel.clock.advance(10);
    controller.abort();
    await kernel.clock.advance(0);
    expect(second.state).toBe("fulfilled");
  });

  it("count the waiting into the second one's deadline", async () => {
    const kernel = createKernel([silence]);
    kernel.send({ sequenceKey: "1" }, { timeoutMs: 10_000, maxAttempts: 1 });
    const second = kernel.send({ sequenceKey: "1" }, { deadlineMs: 3_000 });
    await kernel.clock.advance(3_000);
    expect(second.reason).toMatchObject({ name: "TimeoutError", clock: "deadline", attempts: 0 });
  });
});

describe("calls for different orders", () => {
  it("run side by side", async () => {
    const reply: Reply = () => later(() => kernel)();
    const kernel = createKernel([reply]);
    const calls = ["1", "2", "3", "__proto__"].map((sequenceKey) => kernel.send({ sequenceKey }));
    calls.push(kernel.send(), kernel.send());
    await kernel.clock.advance(1);
    expect(kernel.sent).toHaveLength(6);
    await kernel.clock.advance(1_000);
    expect(calls.every(({ state }) => state === "fulfilled")).toBe(true);
  });
});

describe("the memory of what is under way", () => {
  it("is empty when all is over, however the calls ended", async () => {
    const lines: Map<unknown, unknown>[] = [];
    const RealMap = globalThis.Map;
    globalThis.Map = class<Key, Value> extends RealMap<Key, Value> {
      constructor() {
        super();
        lines.push(this);
      }
    };
    const sequence = new Sequence(systemClock);
    globalThis.Map = RealMap;
    let sent = 0;
    const run = async (key: string, member: SequenceMember, isImpatient: boolean): Promise<void> => {
      const wait = sequence.enter(key, member);
      if (isImpatient && wait !== undefined) {
        wait.giveUp();
        return;
      }
      await wait?.turn;
      sent += 1;
      const failed = { kind: "failed", error: new Error("x") } as const;
      sequence.leave(key, member, sent % 2 === 0 ? failed : { kind: "gave_up" });
    };
    const runs = ["a", "b", "c"].flatMap((key) =>
      [1, 2, 3, 4].map((number) => {
        // Of a call the sequence only looks at these.
        const call = { deadlineAt: Number.POSITIVE_INFINITY, request: {} } as SequenceMember["call"];
        const progress = { attempts: 1, tries: 1, uncertain: false, secrets: [] };
        return run(key, { call, progress, expire: () => undefined }, number === 3);
      }),
    );
    await Promise.all(runs);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.size).toBe(0);
    expect(sent).toBe(9);
  });
});
