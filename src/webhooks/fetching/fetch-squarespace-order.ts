import type { SquarespaceOrder } from "../../platforms/squarespace/squarespace-order.js";
import type { FetchOrder } from "../sources/fetch-order.js";
import { fetchPlatformJson, type PlatformApiOptions } from "./fetch-platform-json.js";

/**
 * Makes a `fetchOrder` for `squarespaceWebhook`: one request to the Commerce Orders API, with an API key or OAuth token that
 * may read orders.
 *
 * @see https://developers.squarespace.com/commerce-apis/retrieve-specific-order
 */
export function fetchSquarespaceOrder(options: PlatformApiOptions): FetchOrder<SquarespaceOrder> {
  return async (orderId, _event, { signal }) => {
    const url = `https://api.squarespace.com/1.0/commerce/orders/${encodeURIComponent(orderId)}`;
    const order = await fetchPlatformJson("Squarespace", url, options, signal);
    return order as SquarespaceOrder; // the mapper checks each field
  };
}
