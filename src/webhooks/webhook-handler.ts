import { systemClock } from "../http/clock.js";
import { createDeliveredStates } from "./delivery/delivered-states.js";
import { deliverHook } from "./delivery/hook-delivery.js";
import { createOrderTurns } from "./delivery/order-turns.js";
import { readHook } from "./delivery/read-hook.js";
import { notifyObserver, type Settled } from "./respond/notify-observer.js";
import { receiveHook } from "./respond/receive-hook.js";
import { respondTo, succeed } from "./respond/respond-to.js";
import { webhookDefaults } from "./webhook-defaults.js";
import { checkWebhookHandlerOptions, type WebhookHandlerOptions } from "./webhook-handler-options.js";
import type { IncomingHook } from "./webhook-source.js";

/** Handles a platform's webhooks and returns the response. Of a runtime's further arguments, only `waitUntil` is used. */
export interface WebhookHandler {
  (request: Request, ...runtime: readonly unknown[]): Promise<Response>;
  /** Resolves when no webhook is being delivered: await it before a process ends. */
  idle(): Promise<void>;
}

/**
 * Creates a function that handles a platform's webhooks and delivers their orders: `export default { fetch: handle }`
 * in Workers, `export const POST = handle` in Next.js, `toNodeHandler(handle)` behind Express, Fastify, Koa, Nest and
 * `node:http`. It checks the signature over the raw body, maps the order, drops late states, and responds so that the
 * platform repeats a webhook when that helps. GET and HEAD get a 200, for health checks.
 *
 * @throws InvalidInputError when an option is wrong, or when orders would be lost: a platform that does not repeat its
 *   webhooks needs `onUndelivered`
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandler {
  checkWebhookHandlerOptions(options);
  const {
    source,
    clock = systemClock,
    respond = "after",
    maxBodyBytes = webhookDefaults.maxBodyBytes,
  } = options;
  const { rules, platform } = source;
  const usualDeadlineMs = respond === "first" ? webhookDefaults.backgroundDeadlineMs : rules.deadlineMs;
  const delivery = {
    callbacks: options,
    states: createDeliveredStates(options.seen, clock),
    turns: createOrderTurns(),
    clock,
    name: options.name ?? platform,
    deadlineMs: options.deadlineMs ?? usualDeadlineMs,
    handoverMs: rules.handoverMs,
  };
  const underWay = new Set<Promise<unknown>>();

  const deliver = async (hook: IncomingHook): Promise<Settled> => {
    const toDeliver = await readHook(source, hook);
    return { event: toDeliver.event, outcome: await deliverHook(toDeliver, delivery) };
  };

  const handle = async (request: Request, ...runtime: readonly unknown[]): Promise<Response> => {
    const startedAt = clock.now();
    const notify = (settled: Settled, { status }: Response): void =>
      notifyObserver(options.observer, { ...settled, source, status, durationMs: clock.now() - startedAt });
    const respondWith = (settled: Settled): Response => {
      const response = respondTo(settled.outcome, rules);
      notify(settled, response);
      return response;
    };
    if (request.method === "GET" || request.method === "HEAD") return succeed(rules);
    const received = await receiveHook(request, {
      source,
      clock,
      maxBodyBytes,
      timeoutMs: delivery.deadlineMs,
    });
    if ("outcome" in received) return respondWith(received);
    const work = deliver(received.hook);
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
    (options.waitUntil ?? waitUntilOf(runtime))?.(work);
    if (respond === "after") return respondWith(await work);
    const response = succeed(rules);
    void work.then((settled) => notify(settled, response));
    return response;
  };

  const idle = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.all(underWay);
  };
  return Object.assign(handle, { idle });
}

/**
 * Finds `waitUntil` among a runtime's further arguments: Workers' execution context is the third argument, the event of
 * an edge function the second.
 */
function waitUntilOf(runtime: readonly unknown[]): ((work: Promise<unknown>) => void) | undefined {
  for (const value of [...runtime].reverse()) {
    if (typeof value !== "object" || value === null) continue;
    const waitUntil: unknown = Reflect.get(value, "waitUntil");
    if (typeof waitUntil === "function") return (work) => Reflect.apply(waitUntil, value, [work]);
  }
  return undefined;
}
