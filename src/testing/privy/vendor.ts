import type { Vendor } from "../kit/exchange/vendor.js";
import type { RequestSubject } from "../kit/faults/request-match.js";
import type { RequestView } from "../kit/log/request-view.js";
import { readOrderId } from "./orders/order-id-field.js";

/** The path at which OAuth clients exchange their credentials. */
export const TOKEN_ENDPOINT = "/oauth/token" as const;

/** What the testing kit needs to know of Privy. */
export const PRIVY: Vendor = {
  name: "Privy",
  example: "https://api.privy.com/v1/orders/placed",
  credentialPrefixes: ["privy_"],
  tokenPath: TOKEN_ENDPOINT,
  subjectOf,
};

/** Returns the order or contact that a request is about. */
function subjectOf({ path, query, body }: RequestView): RequestSubject {
  const member = (name: string): unknown =>
    typeof body === "object" && body !== null && Object.hasOwn(body, name)
      ? Reflect.get(body, name)
      : undefined;
  const orderId = readOrderId(member("order_id"));
  const email = member("email") ?? query.email;
  return {
    order: "value" in orderId ? orderId.value : undefined,
    email: typeof email === "string" ? email : undefined,
    contact: /^\/v1\/contacts\/([^/]+)/.exec(path)?.[1],
  };
}
