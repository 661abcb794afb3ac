// Takes WooCommerce's webhooks "Order created" and "Order updated", answers at once, and reports the order to Privy afterwards.
import { isPrivyOrdersError, type OrderInput, PrivyClient } from "privy-orders";
import { fromWooCommerce, type WooCommerceOrder } from "privy-orders/platforms";

interface Env {
  readonly PRIVY_API_TOKEN: string;
  /** The secret that the webhook was made with. */
  readonly WEBHOOK_SECRET: string;
  /** Orders that Privy could not take yet. */
  readonly LATER: Queue<OrderInput>;
  /** Another Privy than the real one, for tests. */
  readonly PRIVY_BASE_URL?: string;
}

const TOPICS: readonly string[] = ["order.created", "order.updated", "order.restored"];
/** What `waitUntil` grants after the answer is 30 seconds; the rest is for handing the order to the queue. Milliseconds. */
const PATIENCE_AFTER_ANSWER_MS = 20_000;
/** What a queue allows: 12 hours. Seconds. */
const LONGEST_DELAY_S = 43_200;

export default {
  async fetch(request, env, ctx) {
    if (request.method !== "POST") return new Response(null, { status: 405, headers: { Allow: "POST" } });
    const body = await request.arrayBuffer();
    // WooCommerce tries a new webhook out with a form that it does not sign.
    if (/^webhook_id=\d+$/.test(new TextDecoder().decode(body.slice(0, 32)))) return new Response("ready");
    if (!(await isFromShop(request, body, env))) return new Response("bad signature", { status: 401 });
    const topic = request.headers.get("X-WC-Webhook-Topic") ?? "";
    if (!TOPICS.includes(topic)) return new Response("not an order");
    ctx.waitUntil(report(JSON.parse(new TextDecoder().decode(body)), env));
    return new Response("thank you");
  },

  async queue(batch, env) {
    const client = clientFor(env);
    await Promise.all(
      batch.messages.map(async (message) => {
        try {
          await client.orders.upsert(message.body);
        } catch (error) {
          const delaySeconds = delayBeforeRepeating(error);
          // After `max_retries` the queue moves the order to its dead letters.
          if (delaySeconds !== undefined) return message.retry({ delaySeconds });
          complain(error);
        }
        message.ack();
      }),
    );
  },
} satisfies ExportedHandler<Env, OrderInput>;

/** Reports an order, or leaves it to the queue. Never rejects: nobody would hear of it any more. */
async function report(webhook: WooCommerceOrder, env: Env): Promise<void> {
  let order: OrderInput | undefined;
  try {
    order = fromWooCommerce(webhook);
    await clientFor(env).orders.upsert(order, { deadlineMs: PATIENCE_AFTER_ANSWER_MS });
  } catch (error) {
    const delaySeconds = delayBeforeRepeating(error);
    if (order === undefined || delaySeconds === undefined) return complain(error);
    await env.LATER.send(order, { contentType: "json", delaySeconds }).catch(complain);
  }
}

let client: PrivyClient | undefined;

/** One client for the isolate: all it sends shares the account's rate limit, and states of one order keep their turn. */
function clientFor(env: Env): PrivyClient {
  client ??= new PrivyClient({ token: env.PRIVY_API_TOKEN, baseUrl: env.PRIVY_BASE_URL });
  return client;
}

/** In how many seconds an order is worth repeating; nothing when the same order would fail again. */
function delayBeforeRepeating(error: unknown): number | undefined {
  if (!isPrivyOrdersError(error)) return undefined;
  // Nothing is wrong with the order: it waits until somebody has made a good token.
  const isOurFault = error.code === "unauthorized" || error.code === "insufficient_scope";
  if (!error.retryable && !isOurFault) return undefined;
  // Where Privy has said when to come back, the error knows it; so it does when a day's budget is spent.
  return Math.min(LONGEST_DELAY_S, Math.ceil((error.retryAfterMs ?? 60_000) / 1000));
}

/** An error of privy-orders holds no token and no customer's data: it may go to the log as it is. */
function complain(error: unknown): void {
  console.error("An order was not reported.", isPrivyOrdersError(error) ? error.message : error);
}

/** Whether whoever sent this knows the secret. `verify` takes the same time for every wrong signature. */
async function isFromShop(request: Request, body: ArrayBuffer, env: Env): Promise<boolean> {
  const given = bytesOfBase64(request.headers.get("X-WC-Webhook-Signature") ?? "");
  const secret = new TextEncoder().encode(env.WEBHOOK_SECRET);
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, [
    "verify",
  ]);
  return given !== undefined && crypto.subtle.verify("HMAC", key, given, body);
}

function bytesOfBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
