import { isJsonObject } from "../../kit/fields/plain-fields.js";
import type { FakeRequest } from "../../kit/log/request-log.js";
import { readOrderId } from "../orders/order-id-field.js";

const ordersPath = "/v1/orders/placed";

/** Whether somebody reported an order with it. */
export function isOrderRequest({ method, path }: FakeRequest): boolean {
  return method === "POST" && path === ordersPath;
}

/** The order that a request is about, in exact digits; undefined when that cannot be told. */
export function orderIdOf({ body }: FakeRequest): string | undefined {
  if (!isJsonObject(body) || !Object.hasOwn(body, "order_id")) return undefined;
  const id = readOrderId(body.order_id);
  return "value" in id ? id.value : undefined;
}
