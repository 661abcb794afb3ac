import type { Magento2Order } from "../../platforms/magento2/magento2-order.js";
import type { FetchOrder } from "../sources/fetch-order.js";
import { fetchPlatformJson, type PlatformApiOptions } from "./fetch-platform-json.js";

export interface Magento2ApiOptions extends PlatformApiOptions {
  /** The address of the shop's REST API, such as `https://shop.example/rest`. */
  readonly baseUrl: string;
}

/**
 * Makes a `fetchOrder` for `magento2Webhook`: one request to the REST API, with an access token of an integration that may
 * see sales orders.
 *
 * @see https://developer.adobe.com/commerce/webapi/rest/
 */
export function fetchMagento2Order(options: Magento2ApiOptions): FetchOrder<Magento2Order> {
  const base = options.baseUrl.replace(/\/+$/, "");
  return async (orderId, _event, { signal }) => {
    const url = `${base}/V1/orders/${encodeURIComponent(orderId)}`;
    const order = await fetchPlatformJson("Magento", url, options, signal);
    return order as Magento2Order; // the mapper checks each field
  };
}
