import type { Vendor } from "../kit/exchange/vendor.js";
import type { RequestSubject } from "../kit/faults/request-match.js";
import type { RequestView } from "../kit/log/request-view.js";

export const SEQUENZY_ORIGIN = "https://api.sequenzy.com";

/** The path at which orders are pushed. */
export const ORDERS_PATH = "/api/v1/orders";

/** What the testing kit needs to know of Sequenzy. */
export const SEQUENZY: Vendor = {
  name: "Sequenzy",
  example: `${SEQUENZY_ORIGIN}${ORDERS_PATH}`,
  credentialPrefixes: ["sk_live_", "sk_test_"],
  subjectOf,
};

/** Returns the order and customer that a push is about. */
function subjectOf({ body }: RequestView): RequestSubject {
  const member = (from: unknown, name: string): unknown =>
    typeof from === "object" && from !== null && Object.hasOwn(from, name)
      ? Reflect.get(from, name)
      : undefined;
  const [order, email] = [member(body, "orderId"), member(member(body, "customer"), "email")];
  return {
    order: typeof order === "string" ? order : undefined,
    email: typeof email === "string" ? email : undefined,
  };
}
