import { type OrderInput, PrivyClient } from "privy-orders";
import type {
  DeliveryClient,
  EnqueueObserver,
  EnqueueOptions,
  EnqueueResult,
  OrderQueue,
  QueueObserver,
  WorkOptions,
} from "privy-orders/queue";
import { createMemoryQueue, createVirtualClock, type VirtualClock } from "privy-orders/testing";

/** A customer's values and secrets, none of which an event, a line or a span may hold. */
export const secrets: Readonly<Record<"token" | "email" | "phone" | "lastName" | "product", string>> = {
  token: "privy_5ecre75ecre75ecre75ecre75ecre75ecre7",
  email: "ada.lovelace@example.com",
  phone: "+12024561111",
  lastName: "Lovelace-Byron",
  product: "Mug of the Countess",
};

export const secretOrder: OrderInput = {
  order_id: 1001,
  total: 95,
  currency: "USD",
  order_date: "2026-01-01T00:00:00Z",
  email: secrets.email,
  phone: secrets.phone,
  accepts_email_marketing: true,
  shipping_address: { last_name: secrets.lastName, country_code: "US" },
  line_items: [{ title: secrets.product, quantity: 1, price: 95 }],
};

/** A response that repeats what it was sent wherever it can. */
export const echo = (status: number): Response => {
  const text = Object.values(secrets).join(" ");
  const details = Object.values(secrets).map((field) => ({ field, message: text }));
  return new Response(JSON.stringify({ error: { code: secrets.email, message: text, details } }), { status });
};

export const stored = (orderId = "1001"): Response =>
  new Response(JSON.stringify({ data: { order_id: orderId } }), { status: 201 });

export interface ObservedStore {
  readonly clock: VirtualClock;
  readonly queue: OrderQueue;
  enqueue(order?: OrderInput, options?: EnqueueOptions): Promise<EnqueueResult>;
  /** Works until nothing waits, or for so long. */
  work(options?: Partial<WorkOptions> & { readonly forMs?: number }): Promise<void>;
}

/** A queue in memory with one observer for both of its sides, and a real client whose requests get these responses in turn. */
export function observedStore(
  observer: QueueObserver & EnqueueObserver,
  replies: readonly (Response | Error)[] = [],
): ObservedStore {
  const clock = createVirtualClock({ startAt: "2026-01-02T00:00:00.000Z" });
  const queue = createMemoryQueue({ clock, observer });
  const left = [...replies];
  const client: DeliveryClient = new PrivyClient({
    token: secrets.token,
    clock,
    async fetch(_url, request) {
      const orderId = /"order_id":"?(\d+)/.exec(String(request.body))?.[1];
      const reply = left.shift() ?? stored(orderId);
      if (reply instanceof Error) throw reply;
      return reply;
    },
  });
  return {
    clock,
    queue,
    enqueue: (order = secretOrder, options = {}) => queue.enqueue(order, options),
    async work({ forMs = 3_600_000, ...options } = {}) {
      const worker = queue.work({ client, observer, ...options });
      for (const end = clock.now() + forMs; clock.now() < end; ) {
        const { waiting, underWay } = await queue.stats();
        if (waiting + underWay === 0) break;
        await clock.advance(1_000);
      }
      await worker.stop();
    },
  };
}
