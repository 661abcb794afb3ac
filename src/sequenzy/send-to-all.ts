import { throwIfAborted } from "../http/abort.js";
import { type OrderInput, type ParseOrderOptions, parseOrder } from "../schemas/order/order.js";
import type { PushOptions, PushResult, SequenzyOrders } from "./orders.js";
import { type ToSequenzyOptions, toSequenzyOrder } from "./to-sequenzy-order.js";

/** As much of a Privy client as is needed here, so that this folder does not know that one. */
export interface PrivyDestination<Result> {
  readonly orders: { upsert(order: OrderInput, options?: PushOptions): Promise<Result> };
}

export interface SequenzyDestination {
  readonly orders: Pick<SequenzyOrders, "push">;
}

/** How one destination took the order. */
export type DestinationOutcome<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly error: unknown };

export interface SendToAllResult<Result> {
  readonly privy: DestinationOutcome<Result>;
  readonly sequenzy: DestinationOutcome<PushResult>;
  /** Whether both took it. */
  readonly ok: boolean;
}

export interface SendToAllOptions<Result> extends ToSequenzyOptions, PushOptions {
  readonly privy: PrivyDestination<Result>;
  readonly sequenzy: SequenzyDestination;
  /** How the order is read for Sequenzy; give what the Privy client was given. */
  readonly parse?: ParseOrderOptions | undefined;
}

async function outcomeOf<Result>(send: () => Promise<Result>): Promise<DestinationOutcome<Result>> {
  try {
    return { ok: true, result: await send() };
  } catch (error) {
    return { ok: false, error };
  }
}

/**
 * Reports one order to both destinations at once. Neither waits for the other, and one failing hides nothing of the
 * other's result: look at each, and repeat the call for the one that failed; both are idempotent.
 *
 * Never rejects, except with the signal's own reason when it is aborted before.
 */
export async function sendToAll<Result>(
  order: OrderInput,
  options: SendToAllOptions<Result>,
): Promise<SendToAllResult<Result>> {
  const { privy, sequenzy, parse, titles, refundAmount, orderNumber, ...callOptions } = options;
  throwIfAborted(callOptions.signal);
  const [toPrivy, toSequenzy] = await Promise.all([
    outcomeOf(() => privy.orders.upsert(order, callOptions)),
    outcomeOf(async () => {
      const { order: normalised } = parseOrder(order, parse);
      return sequenzy.orders.push(
        toSequenzyOrder(normalised, { titles, refundAmount, orderNumber }),
        callOptions,
      );
    }),
  ]);
  return { privy: toPrivy, sequenzy: toSequenzy, ok: toPrivy.ok && toSequenzy.ok };
}
