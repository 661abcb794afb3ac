import type { OrderInput } from "../../schemas/order/order.js";
import { type Buyer, buyerFields } from "./buyer-fields.js";
import { defined } from "./defined.js";

/** An order's fields, without those that depend on the buyer. */
export type MappedFields = Omit<
  { [Field in keyof OrderInput]?: OrderInput[Field] | undefined },
  "email" | "phone" | "accepts_email_marketing" | "accepts_sms_marketing" | "initial_sync"
>;

/**
 * Joins an order's fields. That it has what `OrderInput` asks for is not known here: what is missing was reported by the
 * mapping, and that there is an e-mail address or a phone is checked by `parseOrder` and `orders.upsert` (`no_contact`).
 */
export function asOrder(fields: MappedFields, buyer: Buyer): OrderInput {
  const order = defined({ ...fields, ...buyerFields(buyer) });
  return order as OrderInput; // see above
}
