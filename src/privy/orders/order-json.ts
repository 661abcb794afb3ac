import type { ResponseContext } from "../../http/http-request.js";
import { mismatch } from "../../http/response/mismatch.js";
import { unexpectedShape } from "../../http/response/unexpected-shape.js";
import { isRecord, memberOf } from "../../schemas/objects/is-object.js";
import type { FinancialStatus, FulfillmentStatus } from "../../schemas/order/status.js";

/** Leaves an enumeration open: a value that this version does not know yet still fits, and the known ones are offered. */
export type Open<Known extends string> = Known | (string & Record<never, never>);

/**
 * An order as Privy returns it. Only `order_id` is certain; empty values are left out by Privy, and fields that
 * this version does not know are kept.
 */
export interface PrivyOrder {
  /** The exact digits of the int64. */
  readonly order_id: string;
  /** `api` for orders that were reported through the API. */
  readonly source?: Open<"api">;
  /** The e-mail address of the buyer. */
  readonly email?: string;
  /** E.164. */
  readonly phone?: string;
  /** A decimal string: "95.00". */
  readonly total_amount?: string;
  /** ISO 4217. */
  readonly currency_code?: string;
  /** What was sent as `order_date`. */
  readonly placed_at?: string;
  /** Whether the order is paid, refunded and so on. */
  readonly financial_status?: Open<FinancialStatus>;
  /** Whether the order is sent, delivered and so on. */
  readonly fulfillment_status?: Open<FulfillmentStatus>;
  /** Your own id of the customer. */
  readonly customer_id?: string;
  /** How many items were bought. */
  readonly total_items?: number;
  /** Whether the buyer agreed to e-mail marketing. */
  readonly accepts_email_marketing?: boolean;
  /** Whether the buyer agreed to SMS marketing. */
  readonly accepts_sms_marketing?: boolean;
  /** When it was stored. ISO 8601, UTC. */
  readonly created_at?: string;
  /** When it last changed. ISO 8601, UTC. */
  readonly updated_at?: string;
  readonly [field: string]: unknown;
}

/** The `data` of Privy's envelope, when it is an object. */
export function readData(body: unknown): object | undefined {
  const data = memberOf(body, "data");
  return isRecord(data) ? data : undefined;
}

const digitsOnly = /^\d+$/;
const leadingZeros = /^0+(?=\d)/;

/**
 * Reads the order out of an accepted response.
 *
 * @param orderId what the request was about, as digits without leading zeros
 * @throws UnexpectedResponseError `shape` when there is no order with an integer `order_id` in it; `mismatch` when it is
 *   another order
 */
export function readOrder(body: unknown, orderId: string, context: ResponseContext): PrivyOrder {
  const data = readData(body);
  const id = memberOf(data, "order_id");
  const digits = typeof id === "number" || typeof id === "string" ? String(id) : "";
  if (!digitsOnly.test(digits)) {
    throw unexpectedShape(context, "an order in it (data.order_id). It may have been processed");
  }
  if (digits !== orderId && digits.replace(leadingZeros, "") !== orderId) throw mismatch("order_id", context);
  return { ...data, order_id: orderId };
}
