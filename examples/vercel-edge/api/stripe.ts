// Takes Stripe's webhook "checkout.session.completed" and reports the order to Privy. Stripe repeats a webhook that is not
// answered with 2xx for days, so it gets one only when the order is safe.
import { waitUntil } from "@vercel/functions";
import { isPrivyOrdersError, PrivyClient } from "privy-orders";
import { fromStripeCheckoutSession, type StripeCheckoutSession } from "privy-orders/platforms";

export const config = { runtime: "edge" };

interface StripeEvent {
  readonly type: string;
  readonly data: { readonly object: StripeCheckoutSession };
}

const EVENTS: readonly string[] = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
];
/** How long Stripe is kept waiting. Milliseconds. */
const ANSWER_WITHIN_MS = 2_000;
/** An edge function must begin its answer within 25 seconds; what it does beside it should not take longer. Milliseconds. */
const DEADLINE_MS = 20_000;
/** How old a signature may be, so that nobody can repeat a webhook that he overheard. Seconds. */
const TOLERANCE_S = 300;

export default async function handler(request: Request): Promise<Response> {
  if (request.method !== "POST") return new Response(null, { status: 405, headers: { Allow: "POST" } });
  const body = await request.text();
  if (!(await isFromStripe(request, body))) return new Response("bad signature", { status: 401 });
  const event: StripeEvent = JSON.parse(body);
  if (!EVENTS.includes(event.type)) return new Response("not an order");

  const reporting = report(event.data.object);
  // Goes on when Stripe has been answered, or has hung up.
  waitUntil(reporting);
  return Promise.race([reporting, answerLater()]);
}

/** Reports an order and says what to answer. Never rejects. */
async function report(session: StripeCheckoutSession): Promise<Response> {
  // A client for each request: at the edge, a request may not wait for what another one has begun.
  const client = new PrivyClient({
    token: process.env.PRIVY_API_TOKEN,
    baseUrl: process.env.PRIVY_BASE_URL,
    deadlineMs: DEADLINE_MS,
  });
  try {
    const { outcome } = await client.orders.upsert(fromStripeCheckoutSession(session));
    return new Response(outcome);
  } catch (error) {
    // An error of privy-orders holds no token and no customer's data: it may go to the log as it is.
    console.error("An order was not reported.", isPrivyOrdersError(error) ? error.message : error);
    return answerTo(error);
  }
}

/** 503 asks Stripe to repeat the webhook, which is harmless: the order's id is its key. 200 says that it would be of no use. */
function answerTo(error: unknown): Response {
  if (!isPrivyOrdersError(error)) return new Response("a bug", { status: 500 });
  // Nothing is wrong with the order: it waits until somebody has made a good token.
  const isOurFault = error.code === "unauthorized" || error.code === "insufficient_scope";
  if (!error.retryable && !isOurFault) return new Response("refused");
  return new Response("again, please", { status: 503 });
}

/** Not known in time: whatever becomes of the order, a repetition does no harm. */
function answerLater(): Promise<Response> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(new Response("again, to be sure", { status: 503 })), ANSWER_WITHIN_MS);
  });
}

/** Whether whoever sent this knows the webhook's secret. `verify` takes the same time for every wrong signature. */
async function isFromStripe(request: Request, body: string): Promise<boolean> {
  const fields = (request.headers.get("Stripe-Signature") ?? "").split(",");
  const valuesOf = (name: string): string[] =>
    fields.filter((field) => field.startsWith(`${name}=`)).map((field) => field.slice(name.length + 1));
  const [time = ""] = valuesOf("t");
  if (!(Math.abs(Date.now() / 1000 - Number(time)) <= TOLERANCE_S)) return false;

  const encoder = new TextEncoder();
  const secret = encoder.encode(process.env.STRIPE_WEBHOOK_SECRET);
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, [
    "verify",
  ]);
  const signed = encoder.encode(`${time}.${body}`);
  // Several while a secret is being replaced.
  const matches = valuesOf("v1").map((hex) => crypto.subtle.verify("HMAC", key, bytesOfHex(hex), signed));
  return (await Promise.all(matches)).includes(true);
}

function bytesOfHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
