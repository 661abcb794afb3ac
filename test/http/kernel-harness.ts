import type { CallOptions, FetchLike, FetchRequest } from "privy-orders";
import { fixedToken } from "../../src/http/auth/token-source.js";
import type { Completion } from "../../src/http/call/completion.js";
import type { HttpRequest } from "../../src/http/http-request.js";
import { createKernel as createRealKernel, type KernelSetup } from "../../src/http/kernel.js";
import { privyDialect } from "../../src/privy/error-json.js";
import { createVirtualClock, type VirtualClock } from "../../src/testing/kit/clock/virtual-clock.js";

/** A request as it reached the stub. */
export interface Sent extends FetchRequest {
  readonly url: string;
  /** By the virtual clock, since the harness was made. */
  readonly atMs: number;
}

/** What the stub does with one request; the last one of a list stands for all that follow. */
export type Reply = Response | Error | ((sent: Sent) => Promise<Response>);

export interface Kernel {
  readonly clock: VirtualClock;
  readonly sent: readonly Sent[];
  readonly fetch: FetchLike;
  /** Milliseconds since the harness was made. */
  elapsedMs(): number;
  send(change?: Partial<HttpRequest<unknown>>, options?: CallOptions): Outcome<Completion<unknown>>;
}

/** A promise that can be looked at. */
export interface Outcome<Value> {
  readonly promise: Promise<Value>;
  state: "pending" | "fulfilled" | "rejected";
  value?: Value;
  reason?: unknown;
}

/** Watches a promise, so that a test can say what is settled at which time. */
export function watch<Value>(promise: Promise<Value>): Outcome<Value> {
  const outcome: Outcome<Value> = { promise, state: "pending" };
  promise.then(
    (value) => Object.assign(outcome, { state: "fulfilled", value }),
    (reason: unknown) => Object.assign(outcome, { state: "rejected", reason }),
  );
  return outcome;
}

export const json = (
  status: number,
  body: unknown = { data: { order_id: 450789469 } },
  headers: Record<string, string> = {},
): Response => new Response(JSON.stringify(body), { status, headers });

/** An error as `fetch` rejects with it when a connection breaks. */
export const broken = (code: string): Error =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(`socket: ${code}`), { code }) });

/** Never answers; ends when it is aborted, as `fetch` does. */
export const silence = (sent: Sent): Promise<Response> =>
  new Promise((_, reject) => {
    sent.signal.addEventListener("abort", () => reject(sent.signal.reason), { once: true });
  });

/** A stub of `fetch` that plays a list of replies. */
export function scriptedFetch(
  clock: VirtualClock,
  replies: readonly Reply[],
): { fetch: FetchLike; sent: Sent[] } {
  const sent: Sent[] = [];
  const startedAt = clock.now();
  const fetch: FetchLike = async (url, request) => {
    const reply = replies[Math.min(sent.length, replies.length - 1)];
    const seen = { ...request, url, atMs: clock.now() - startedAt };
    sent.push(seen);
    if (reply instanceof Error) throw reply;
    if (typeof reply === "function") return reply(seen);
    if (reply === undefined) throw new Error("The test has no reply for this request.");
    return reply.clone();
  };
  return { fetch, sent };
}

/** The kernel as `PrivyClient` builds it, without a rate budget, on a clock that only the test moves. */
export function createKernel(replies: readonly Reply[], options: Partial<KernelSetup> = {}): Kernel {
  const clock = createVirtualClock({ autoAdvance: false });
  const startedAt = clock.now();
  const { fetch, sent } = scriptedFetch(clock, replies);
  const { send } = createRealKernel({
    clock,
    baseUrl: "https://api.example/v1",
    userAgent: "test",
    fetch,
    tokens: fixedToken("t0ken-t0ken"),
    dialect: privyDialect,
    maxResponseBytes: 1_000_000,
    random: () => 0.5,
    ...options,
  });
  return {
    clock,
    sent,
    fetch,
    elapsedMs: () => clock.now() - startedAt,
    send: (change = {}, callOptions = {}) =>
      watch(
        send(
          {
            operation: "orders.upsert",
            method: "POST",
            path: "/orders/placed",
            route: "/orders/placed",
            body: "{}",
            read: (body) => body,
            ...change,
          },
          callOptions,
        ),
      ),
  };
}
