import type { SquarespaceOrder } from "../../platforms/squarespace/squarespace-order.js";
import type { FetchOrder } from "../sources/fetch-order.js";
import type { PlatformApiOptions } from "./fetch-platform-json.js";
import { platformOrderFetcher } from "./platform-order-fetcher.js";

const api = { platform: "Squarespace", baseUrl: "https://api.squarespace.com/1.0" };

/**
 * Creates a `fetchOrder` for `squarespaceWebhook`: one request to the Commerce Orders API, with an API key or OAuth token that
 * may read orders.
 *
 * @throws InvalidInputError without a token
 * @see https://developers.squarespace.com/commerce-apis/retrieve-specific-order
 */
export function fetchSquarespaceOrder(options: PlatformApiOptions): FetchOrder<SquarespaceOrder> {
  return platformOrderFetcher(api, options, (id, get) => get(`/commerce/orders/${id}`));
}
