import { throwIfAborted } from "../http/abort.js";
import { requireObject } from "../schemas/objects/require-object.js";
import { type OrderInput, type ParseOrderOptions, parseOrder } from "../schemas/order/order.js";
import type { PushOptions, PushResult, SequenzyOrders } from "./orders.js";
import { type ToSequenzyOptions, toSequenzyOrder } from "./to-sequenzy-order.js";

/** The part of a Privy client that is used here, so that this room does not import it. */
export interface PrivyDestination<Result> {
  readonly orders: {
    upsert(
      order: OrderInput,
      options?: PushOptions & { integrationToken?: string | null | undefined },
    ): Promise<Result>;
  };
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
  /** How the order is read for Sequenzy: the same options as the Privy client's. */
  readonly parse?: ParseOrderOptions | undefined;
  /** The integration that the order belongs to. Goes to Privy only; a queue's worker gives it. Default: the client's own. */
  readonly integrationToken?: string | null | undefined;
}

async function outcomeOf<Result>(send: () => Promise<Result>): Promise<DestinationOutcome<Result>> {
  try {
    return { ok: true, result: await send() };
  } catch (error) {
    return { ok: false, error };
  }
}

/**
 * Reports one order to both destinations at once. Neither waits for the other, and a failure of one does not
 * hide the other's result: check each, and repeat the call for the one that failed. Both are idempotent.
 *
 * Rejects only with the signal's own reason, when it was aborted before.
 */
export async function sendToAll<Result>(
  order: OrderInput,
  options: SendToAllOptions<Result>,
): Promise<SendToAllResult<Result>> {
  const { privy, sequenzy, parse, titles, refundAmount, orderNumber, integrationToken, ...callOptions } =
    requireObject(options, "The order was not sent", "must be { privy, sequenzy }");
  throwIfAborted(callOptions.signal);
  const privyOptions = integrationToken === undefined ? callOptions : { ...callOptions, integrationToken };
  const [toPrivy, toSequenzy] = await Promise.all([
    outcomeOf(() => privy.orders.upsert(order, privyOptions)),
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
