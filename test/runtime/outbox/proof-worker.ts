// A Worker that puts what it gets into an outbox: the object delivers by its alarm, while workerd is killed.
import { OrderOutbox, type OutboxDelivery, type OutboxNamespace, outboxOf } from "privy-orders/cloudflare";

interface Env {
  readonly OUTBOX: OutboxNamespace<unknown>;
}

/** Short times, so that a proof is over soon. */
export class Outbox extends OrderOutbox<Env> {
  protected override async delivery(): Promise<OutboxDelivery> {
    return { ...(await super.delivery()), lingerMs: 20, leaseMs: 10_000 };
  }
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const outbox = outboxOf(env.OUTBOX);
    if (request.method === "GET") return Response.json(await outbox.stats());
    return Response.json(await outbox.enqueue(await request.json()));
  },
};
