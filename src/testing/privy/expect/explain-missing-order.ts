import { nearestName } from "../../../schemas/objects/nearest-name.js";
import { describeRequest } from "../../kit/expect/describe-request.js";
import { listSome } from "../../kit/expect/list-some.js";
import type { StateReader } from "../state-reader.js";
import { isOrderRequest, orderIdOf } from "./order-requests.js";

/** The most orders to compare with; more would make a failing test slow. */
const maxCompared = 20_000;

/** Explains why no order has that id, as far as the fake knows: refused requests, and similar ids. */
export function explainMissingOrder(orderId: string, reader: StateReader): string {
  const sent = reader.requests.filter(isOrderRequest);
  const own = sent.filter((request) => orderIdOf(request) === orderId);
  const illegible = sent.filter((request) => orderIdOf(request) === undefined);
  const ids = reader.orders.map(({ order_id }) => order_id);
  const alike = ids.slice(-maxCompared).filter((id) => isAlike(orderId, id));
  const parts = [`No order ${orderId} was received.`];
  if (own.length > 0) parts.push(`It was sent, but not stored:\n${listSome(own.map(describeRequest))}`);
  else if (illegible.length > 0) {
    parts.push(
      `Requests with an unreadable order_id were refused:\n${listSome(illegible.map(describeRequest))}`,
    );
  }
  if (alike.length > 0) parts.push(`Orders with a similar id were:\n${listSome(alike)}`);
  else if (ids.length > 0) parts.push(`Others were:\n${listSome(ids)}`);
  else if (own.length === 0 && illegible.length === 0) {
    parts.push(
      reader.requests.length === 0
        ? "No request has reached this fake at all: does the code under test use its fetch, its client or listen()?"
        : `The requests that reached this fake are:\n${listSome(reader.requests.map(describeRequest))}`,
    );
  }
  return parts.join("\n");
}

function isAlike(wanted: string, id: string): boolean {
  const [short, long] = wanted.length < id.length ? [wanted, id] : [id, wanted];
  // One or two digits would be the beginning of half of all ids.
  const isPart = short.length > 2 && (long.startsWith(short) || long.endsWith(short));
  return isPart || nearestName(wanted, [id]) !== undefined;
}
