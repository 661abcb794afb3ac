// Compiled by `tsc --noEmit`, never run: what a caller's own Zod infers from the fields.
import type { OrderInput, PrivyClient } from "privy-orders";
import { contactShape, orderShape } from "privy-orders/zod";
import { z } from "zod";

declare const client: PrivyClient;

const Order = z.object({ ...orderShape, gift: z.boolean() });
type Given = z.input<typeof Order>;
type Read = z.infer<typeof Order>;

({ order_id: 1n, total: "95", currency: "USD", order_date: new Date(), gift: true }) satisfies Given;
({
  order_id: "1",
  total: 95,
  currency: "USD",
  order_date: "2026-02-28T09:30:00Z",
  gift: true,
}) satisfies Read;
// @ts-expect-error a required field is not there
({ order_id: 1n, total: "95", currency: "USD", gift: true }) satisfies Given;
// @ts-expect-error what was read is a number
({ order_id: "1", total: "95", currency: "USD", order_date: "", gift: true }) satisfies Read;

declare const read: Read;
const { gift, ...order } = read;
const sendable: OrderInput = order;
void client.orders.upsert(order);
void [gift, sendable];

const contact = z.object(contactShape).parse({});
void client.contacts.update("cus_1", contact);
