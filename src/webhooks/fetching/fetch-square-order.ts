import type { SquareOrder } from "../../platforms/square/square-order.js";
import { isRecord } from "../../schemas/objects/is-object.js";
import { type HookObject, idText } from "../json/read-hook-json.js";
import { givenOptions } from "../signatures/given-options.js";
import type { FetchOrder } from "../sources/fetch-order.js";
import type { PlatformApiOptions } from "./fetch-platform-json.js";
import { platformOrderFetcher } from "./platform-order-fetcher.js";

export interface SquareApiOptions extends PlatformApiOptions {
  /** The API's address. Default `https://connect.squareup.com`; `https://connect.squareupsandbox.com` for the sandbox. */
  readonly baseUrl?: string | undefined;
}

/** Reads a response's member with the resource's name. */
const within = (response: unknown, name: string): HookObject | undefined => {
  const found = isRecord(response) ? response[name] : undefined;
  return isRecord(found) ? found : undefined;
};

/** Returns the payments that an order's tenders name, without duplicates. */
function paymentIdsOf({ tenders }: HookObject): string[] {
  const named = Array.isArray(tenders) ? tenders : [];
  return [...new Set(named.flatMap((tender) => (isRecord(tender) && idText(tender.payment_id)) || []))];
}

/**
 * Creates a `fetchOrder` for `squareWebhook`: it fetches the order, then the payments of its tenders and its customer
 * at once. A token needs the scopes `ORDERS_READ`, `PAYMENTS_READ` and `CUSTOMERS_READ`. A deleted customer is left
 * out.
 *
 * @throws InvalidInputError without a token
 * @see https://developer.squareup.com/reference/square/orders-api/retrieve-order
 */
export function fetchSquareOrder(options: SquareApiOptions): FetchOrder<SquareOrder> {
  const address = (givenOptions(options).baseUrl ?? "https://connect.squareup.com").replace(/\/+$/, "");
  const api = { platform: "Square", baseUrl: `${address}/v2` };
  return platformOrderFetcher(api, options, async (id, get) => {
    const order = within(await get(`/orders/${id}`), "order");
    if (order === undefined) return undefined;
    const customerId = idText(order.customer_id);
    const [customer, ...payments] = await Promise.all([
      customerId === undefined
        ? undefined
        : get(`/customers/${encodeURIComponent(customerId)}`, { isOptional: true }),
      ...paymentIdsOf(order).map((paymentId) => get(`/payments/${encodeURIComponent(paymentId)}`)),
    ]);
    return {
      order,
      payments: payments.map((payment) => within(payment, "payment") ?? {}),
      customer: within(customer, "customer"),
    };
  });
}
