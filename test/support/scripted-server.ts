// The client, or its kernel alone, against a server that plays a script, on a clock that the test moves.
import {
  type CallOptions,
  type FetchLike,
  type FetchRequest,
  type OrderInput,
  PrivyClient,
  type PrivyClientOptions,
} from "privy-orders";
import { createVirtualClock, type VirtualClock } from "privy-orders/testing";
import { fixedToken } from "../../src/http/auth/token-source.js";
import type { Completion } from "../../src/http/call/completion.js";
import type { HttpRequest } from "../../src/http/http-request.js";
import { createKernel as createRealKernel, type KernelSetup } from "../../src/http/kernel.js";
import { privyDialect } from "../../src/privy/error-json.js";

/** A request as it reached the stub. */
export interface Sent extends FetchRequest {
  readonly url: string;
  /** By the virtual clock, since the harness was made. */
  readonly atMs: number;
}

/** What the server does with one request; the last one of a list stands for all that follow. */
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

/** As Privy writes its API tokens (TOK). */
export const apiToken: string = `privy_${"0a".repeat(20)}`;

/** The least that an order needs. */
export const leastOrder: OrderInput = {
  order_id: 450789469,
  total: 95,
  currency: "USD",
  order_date: "2026-05-12T14:31:00Z",
  email: "ada@example.com",
};

export interface ScriptedClient {
  readonly client: PrivyClient;
  readonly clock: VirtualClock;
  readonly sent: readonly Sent[];
  readonly fetch: FetchLike;
}

/** A client whose server plays a list of replies; its clock jumps over every wait. */
export function scriptedClient(
  replies: readonly Reply[],
  options: Partial<PrivyClientOptions> = {},
): ScriptedClient {
  const clock = createVirtualClock();
  const { fetch, sent } = scriptedFetch(clock, replies);
  const token = options.oauth === undefined ? { token: apiToken } : {};
  return { client: new PrivyClient({ ...token, fetch, clock, ...options }), clock, sent, fetch };
}

/** One request as `stubPrivy` shows it. */
export interface SeenRequest {
  readonly method: string;
  /** Below the base URL, the query included. */
  readonly path: string;
  readonly body: unknown;
}

/** What the server responds: a status with a body, or an Error for a connection that breaks. */
export type StubAnswer = { status?: number; body: unknown; headers?: Record<string, string> } | Error;

export interface Stub {
  readonly client: PrivyClient;
  readonly clock: VirtualClock;
  readonly requests: SeenRequest[];
}

const base = "https://api.privy.com/v1";

/** A client whose server answers each request by `answer`, which sees it and how many came before. */
export function stubPrivy(
  answer: (request: SeenRequest, index: number, clock: VirtualClock) => StubAnswer | Promise<StubAnswer>,
  options: Partial<PrivyClientOptions> = {},
): Stub {
  const requests: SeenRequest[] = [];
  const reply = async ({ url, method, body }: Sent): Promise<Response> => {
    if (!url.startsWith(base)) throw new Error(`left the base URL: ${url}`);
    const path = new URL(url).href.slice(base.length);
    const seen = { method, path, body: body === undefined ? undefined : JSON.parse(body) };
    requests.push(seen);
    const answered = await answer(seen, requests.length - 1, clock);
    if (answered instanceof Error) throw answered;
    const { status = 200, headers } = answered;
    return json(status, answered.body, { "content-type": "application/json", ...headers });
  };
  const { client, clock } = scriptedClient([reply], options);
  return { client, clock, requests };
}

/** The same with answers that come one after the other. */
export function scriptedPrivy(
  answers: readonly StubAnswer[],
  options: Partial<PrivyClientOptions> = {},
): Stub {
  return stubPrivy((_request, index) => answers[index] ?? new Error("one request too many"), options);
}

/** The error that a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("did not reject");
}
