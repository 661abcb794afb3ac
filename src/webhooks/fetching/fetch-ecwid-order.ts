import type { EcwidOrder } from "../../platforms/ecwid/ecwid-order.js";
import { givenOptions } from "../signatures/given-options.js";
import { requireText } from "../sources/check-source-options.js";
import type { FetchOrder } from "../sources/fetch-order.js";
import type { PlatformApiOptions } from "./fetch-platform-json.js";
import { platformOrderFetcher } from "./platform-order-fetcher.js";

export interface EcwidApiOptions extends PlatformApiOptions {
  /** The store's id. */
  readonly storeId: number | string;
}

/**
 * Creates a `fetchOrder` for `ecwidWebhook`: one request to the REST API, with a token that has the scope `read_orders`.
 *
 * @throws InvalidInputError without a token or the store's id
 * @see https://docs.ecwid.com/api-reference/rest-api/orders/get-order
 */
export function fetchEcwidOrder(options: EcwidApiOptions): FetchOrder<EcwidOrder> {
  givenOptions(options);
  requireText(options.storeId, "storeId", "the store's id", true);
  const store = encodeURIComponent(String(options.storeId));
  const api = { platform: "Ecwid", baseUrl: `https://app.ecwid.com/api/v3/${store}` };
  return platformOrderFetcher(api, options, (id, get) => get(`/orders/${id}`));
}
