import { isJsonObject } from "../../kit/fields/plain-fields.js";
import type { FakeRequest } from "../../kit/log/request-log.js";
import { readOrderId } from "../orders/order-id-field.js";

const ordersPath = "/v1/orders/placed";

/** Returns whether a request reported an order. */
export function isOrderRequest({ method, path }: FakeRequest): boolean {
  return method === "POST" && path === ordersPath;
}

/** Returns the order id of a request in exact digits; undefined when it cannot be read. */
export function orderIdOf({ body }: FakeRequest): string | undefined {
  if (!isJsonObject(body) || !Object.hasOwn(body, "order_id")) return undefined;
  const id = readOrderId(body.order_id);
  return "value" in id ? id.value : undefined;
}
