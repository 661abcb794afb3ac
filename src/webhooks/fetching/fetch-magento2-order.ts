import type { Magento2Order } from "../../platforms/magento2/magento2-order.js";
import { givenOptions } from "../signatures/given-options.js";
import { requireText } from "../sources/check-source-options.js";
import type { FetchOrder } from "../sources/fetch-order.js";
import type { PlatformApiOptions } from "./fetch-platform-json.js";
import { platformOrderFetcher } from "./platform-order-fetcher.js";

export interface Magento2ApiOptions extends PlatformApiOptions {
  /** The address of the shop's REST API, such as `https://shop.example/rest`. */
  readonly baseUrl: string;
}

/**
 * Creates a `fetchOrder` for `magento2Webhook`: one request to the REST API, with an access token of an integration
 * that may read sales orders.
 *
 * @throws InvalidInputError without a token or the address
 * @see https://developer.adobe.com/commerce/webapi/rest/
 */
export function fetchMagento2Order(options: Magento2ApiOptions): FetchOrder<Magento2Order> {
  givenOptions(options);
  requireText(options.baseUrl, "baseUrl", "the address of the shop's REST API");
  const api = { platform: "Magento", baseUrl: options.baseUrl.replace(/\/+$/, "") };
  return platformOrderFetcher(api, options, (id, get) => get(`/V1/orders/${id}`));
}
