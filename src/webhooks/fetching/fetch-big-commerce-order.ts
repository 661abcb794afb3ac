import type { BigCommerceOrder } from "../../platforms/bigcommerce/bigcommerce-order.js";
import { givenOptions } from "../signatures/given-options.js";
import { requireText } from "../sources/check-source-options.js";
import type { FetchOrder } from "../sources/fetch-order.js";
import type { PlatformApiOptions } from "./fetch-platform-json.js";
import { platformOrderFetcher } from "./platform-order-fetcher.js";

export interface BigCommerceApiOptions extends PlatformApiOptions {
  /** The store's hash: `abc123` in `https://api.bigcommerce.com/stores/abc123`. */
  readonly storeHash: string;
}

/** The most rows of a page, and more pages than an order has. */
const [rowsOfAPage, mostPages] = [250, 20];

/**
 * Creates a `fetchOrder` for `bigCommerceWebhook`: it fetches the order with its products, shipping addresses and
 * coupons, which are separate resources at BigCommerce. Four requests at once, with a token that has the scope
 * `store_v2_orders_read_only`.
 *
 * @throws InvalidInputError without a token or the store's hash
 * @see https://developer.bigcommerce.com/docs/rest-management/orders
 */
export function fetchBigCommerceOrder(options: BigCommerceApiOptions): FetchOrder<BigCommerceOrder> {
  givenOptions(options);
  requireText(options.storeHash, "storeHash", "the store's hash, as in the API's address");
  const api = {
    platform: "BigCommerce",
    baseUrl: `https://api.bigcommerce.com/stores/${encodeURIComponent(options.storeHash)}/v2`,
    authorize: (token: string) => ({ "X-Auth-Token": token }),
  };
  return platformOrderFetcher(api, options, async (id, get) => {
    const listOf = async (name: string): Promise<unknown[]> => {
      const rows: unknown[] = [];
      for (let page = 1; page <= mostPages; page += 1) {
        const path = `/orders/${id}/${name}?limit=${rowsOfAPage}&page=${page}`;
        const found = await get(path, { isList: true });
        const more: readonly unknown[] = Array.isArray(found) ? found : [];
        rows.push(...more);
        if (more.length < rowsOfAPage) break;
      }
      return rows;
    };
    const [order, products, shippingAddresses, coupons] = await Promise.all([
      get(`/orders/${id}`),
      listOf("products"),
      listOf("shipping_addresses"),
      listOf("coupons"),
    ]);
    return { order, products, shippingAddresses, coupons };
  });
}
