import type { OrderInput } from "../../schemas/order/order.js";

const consentFields = ["accepts_email_marketing", "accepts_sms_marketing"] as const;

/**
 * Returns the order as a past one: with `initial_sync`, and without consents unless they are to be sent. `false` is
 * left out as well, but only a `true` counts as dropped.
 */
export function asPastOrder(
  order: OrderInput,
  consent: "drop" | "send",
): { order: OrderInput; consentDropped: boolean } {
  // A record that is not an object is refused by the client, with its own message.
  if (typeof order !== "object" || order === null || Array.isArray(order))
    return { order, consentDropped: false };
  const past = { ...order, initial_sync: true };
  if (consent === "send") return { order: past, consentDropped: false };
  const consentDropped = consentFields.some((field) => past[field] === true);
  // Undefined is left out when it is sent; deleting a key would make the object slow.
  for (const field of consentFields) if (past[field] !== undefined) past[field] = undefined;
  return { order: past, consentDropped };
}
