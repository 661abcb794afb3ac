import type { OrderInput } from "../../schemas/order/order.js";

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
  // First here, and set again below: V8 gives each object that gets a new key after a spread a shape of its own, and
  // whatever reads it is slow.
  const past = { initial_sync: true, ...order };
  past.initial_sync = true;
  if (consent === "send") return { order: past, consentDropped: false };
  // Each field by its own name: a loop over the names reads them several times slower.
  const { accepts_email_marketing: email, accepts_sms_marketing: sms } = past;
  // Undefined is left out when it is sent; deleting a key would make the object slow.
  if (email !== undefined) past.accepts_email_marketing = undefined;
  if (sms !== undefined) past.accepts_sms_marketing = undefined;
  return { order: past, consentDropped: email === true || sms === true };
}
