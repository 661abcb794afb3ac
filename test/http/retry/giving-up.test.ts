import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { suppliedToken } from "../../../src/http/auth/token-source.js";
import {
  createKernel,
  json,
  type Kernel,
  type Outcome,
  type Reply,
  silence,
} from "../../support/scripted-server.js";

interface Phase {
  readonly replies: readonly Reply[];
  readonly tokens?: () => () => Promise<string>;
  /** Something that runs before, so that the call has to wait for it. */
  readonly before?: (kernel: Kernel) => void;
  readonly attempts: number;
}

const never = (): Promise<never> => new Promise(() => undefined);
const endlessBody = async (): Promise<Response> =>
  new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([123])) }));

const phases: [string, Phase][] = [
  [
    "while it waits for its turn",
    {
      replies: [silence],
      before: (kernel) => void kernel.send({ sequenceKey: "1" }, { timeoutMs: 80_000, maxAttempts: 1 }),
      attempts: 0,
    },
  ],
  ["while its token is fetched", { replies: [json(200)], tokens: () => never, attempts: 0 }],
  ["while its request is under way", { replies: [silence], attempts: 1 }],
  ["while fetch ignores the signal", { replies: [never], attempts: 1 }],
  ["while the answer's body is read", { replies: [endlessBody], attempts: 1 }],
  ["in the pause between two attempts", { replies: [json(503, {}, { "retry-after": "30" })], attempts: 1 }],
  [
    "while a second token is fetched after a 401",
    {
      replies: [json(401, {})],
      tokens: () => {
        let asked = 0;
        return () => {
          asked += 1;
          return asked === 1 ? Promise.resolve("first-token") : never();
        };
      },
      attempts: 1,
    },
  ],
];

function start(
  phase: Phase,
  options: { signal?: AbortSignal; deadlineMs?: number },
): [Kernel, Outcome<unknown>] {
  const { replies, tokens, before } = phase;
  const kernel = createKernel(replies, {
    ...(tokens && { tokens: suppliedToken(tokens()) }),
    timeoutMs: 80_000,
  });
  before?.(kernel);
  return [kernel, kernel.send({ sequenceKey: "1" }, options)];
}

describe("a caller who aborts", () => {
  describe.each(phases)("%s", (_, phase) => {
    it.each([
      ["an Error", new Error("shop closed")],
      ["a text", "shop closed"],
      ["null", null],
      ["false", false],
    ])("gets the signal's own reason at once: %s", async (__, reason) => {
      const controller = new AbortController();
      const [kernel, call] = start(phase, { signal: controller.signal });
      await kernel.clock.advance(10);
      expect(call.state).toBe("pending");
      controller.abort(reason);
      await kernel.clock.advance(0);
      expect(call).toMatchObject({ state: "rejected" });
      expect(call.reason).toBe(reason);
      expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
    });

    it("leaves no timer of its own behind, and sends nothing more", async () => {
      const controller = new AbortController();
      const [kernel] = start(phase, { signal: controller.signal });
      await kernel.clock.advance(10);
      const sent = kernel.sent.length;
      controller.abort();
      await kernel.clock.advance(0);
      // The call before it is still under way, and has one.
      expect(kernel.clock.pendingTimers).toBe(phase.before === undefined ? 0 : 1);
      await kernel.clock.advance("1m");
      expect(kernel.sent).toHaveLength(sent);
    });
  });

  it("before the call sends nothing, and gets an AbortError when no reason was given", async () => {
    const kernel = createKernel([json(200)]);
    const call = kernel.send({}, { signal: AbortSignal.abort() });
    await kernel.clock.advance(0);
    expect(call.reason).toMatchObject({ name: "AbortError" });
    expect(kernel.sent).toHaveLength(0);
  });

  it("after the call is over disturbs nothing", async () => {
    const controller = new AbortController();
    const kernel = createKernel([json(200)]);
    const call = kernel.send({}, { signal: controller.signal });
    await kernel.clock.advance(0);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
    controller.abort();
    await kernel.clock.advance(0);
    expect(call.state).toBe("fulfilled");
  });

  it("stops the request itself, so that no socket is kept busy", async () => {
    const controller = new AbortController();
    const kernel = createKernel([never]);
    kernel.send({}, { signal: controller.signal });
    await kernel.clock.advance(1);
    controller.abort("stop");
    expect(kernel.sent[0]?.signal).toMatchObject({ aborted: true, reason: "stop" });
  });
});

describe("a call that is not over by its deadline", () => {
  // A pause that would last beyond the deadline is never begun.
  const lasting = phases.filter(([phase]) => !phase.includes("pause"));

  it.each(lasting)("ends in a TimeoutError that names the clock and what was sent: %s", async (_, phase) => {
    const [kernel, call] = start(phase, { deadlineMs: 40_000 });
    await kernel.clock.advance(39_999);
    expect(call.state).toBe("pending");
    await kernel.clock.advance(1);
    expect(call.reason).toMatchObject({
      name: "TimeoutError",
      code: "timeout",
      clock: "deadline",
      timeoutMs: 40_000,
      attempts: phase.attempts,
      retryable: true,
    });
    const { message } = call.reason as Error; // matched above
    expect(message).toContain(phase.attempts === 0 ? "nothing was sent" : "1 request was sent");
  });

  it("ends with its deadline even if a request's own time would be longer", async () => {
    const kernel = createKernel([silence]);
    const call = kernel.send({}, { timeoutMs: 60_000, deadlineMs: 5_000 });
    await kernel.clock.advance(5_000);
    expect(call.reason).toMatchObject({ clock: "deadline", timeoutMs: 5_000 });
    expect(kernel.sent[0]?.signal.aborted).toBe(true);
    expect(kernel.clock.pendingTimers).toBe(0);
  });

  it("counts all its requests", async () => {
    const kernel = createKernel([json(503, {}), json(503, {}), silence]);
    const call = kernel.send({}, { deadlineMs: 5_000 });
    await kernel.clock.advance(5_000);
    expect(call.reason).toMatchObject({ clock: "deadline", attempts: 3 });
    expect(call.reason).toHaveProperty("message", expect.stringContaining("3 requests were sent"));
  });
});
