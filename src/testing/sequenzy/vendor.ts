import type { Vendor } from "../kit/exchange/vendor.js";

export const SEQUENZY_ORIGIN = "https://api.sequenzy.com";

/** Where orders are pushed. */
export const ORDERS_PATH = "/api/v1/orders";

/** What the kit must know of Sequenzy. */
export const SEQUENZY: Vendor = {
  name: "Sequenzy",
  example: `${SEQUENZY_ORIGIN}${ORDERS_PATH}`,
  credentialPrefixes: ["sk_live_", "sk_test_"],
};
