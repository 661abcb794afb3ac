import { type FetchLike, type OrderInput, PrivyClient, type PrivyClientOptions } from "privy-orders";
import { createVirtualClock, type VirtualClock } from "../../src/testing/kit/clock/virtual-clock.js";
import { type Reply, type Sent, scriptedFetch } from "../http/kernel-harness.js";

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
