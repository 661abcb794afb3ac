import { fields, optional, type Rule, refuse } from "../field.js";
import type { Fields } from "../objects/data-object.js";
import { orderId } from "../order-id/order-id.js";
import { currency } from "../values/currency.js";
import { flag } from "../values/flag.js";
import { money, optionalMoney } from "../values/money.js";
import { customerId } from "../values/text-value.js";
import { timestamp } from "../values/timestamp.js";
import { optionalAddress } from "./address.js";
import { discounts, taxLines } from "./adjustment.js";
import { lineItems } from "./line-item.js";
import type { OrderPayload } from "./order-input.js";
import { financialStatus, fulfillmentStatus } from "./status.js";

/** Every field of an order as it was read, with undefined for the ones that were not given. */
export type ReadOrder = { [Field in keyof Required<OrderPayload>]: OrderPayload[Field] };

/** Text that stands for an email or a phone; it is read later, together with what depends on it. */
/* @__NO_SIDE_EFFECTS__ */
function keyText(otherwise: string): Rule<string | undefined> {
  return optional((value, problems) => {
    if (typeof value === "string") return value.trim() === "" ? undefined : value;
    return refuse(problems, "invalid", otherwise);
  });
}

/** How many items were bought, which may be left out (`total_items`); digits as text are read as well. */
const totalItems: Rule<number | undefined> = optional((value, problems) => {
  const digits = typeof value === "string" && /^\s*\d{1,16}\s*$/.test(value);
  const count = digits || typeof value === "number" || typeof value === "bigint" ? Number(value) : Number.NaN;
  if (Number.isSafeInteger(count) && count >= 0) return count === 0 ? 0 : count;
  return refuse(problems, "invalid", "must be a whole number, zero or more");
});

/** Every field of an order by its own rule; the type proves the hand-written OrderPayload equal to what the rules give. */
export const orderRules: { readonly [Field in keyof ReadOrder]: Rule<ReadOrder[Field]> } = {
  order_id: orderId,
  total: money,
  currency,
  order_date: timestamp,
  email: keyText("must be text"),
  phone: keyText("must be text; a number cannot hold a + or leading zeros"),
  customer_id: customerId,
  subtotal: optionalMoney,
  discounts,
  tax_lines: taxLines,
  total_items: totalItems,
  financial_status: financialStatus,
  fulfillment_status: fulfillmentStatus,
  line_items: lineItems,
  billing_address: optionalAddress,
  shipping_address: optionalAddress,
  accepts_email_marketing: flag,
  accepts_sms_marketing: flag,
  initial_sync: flag,
};

/** The names of an order's fields, in the order of Privy's reference page. */
// Object.keys gives up the names' types; the keys of `orderRules` are these and no others.
export const orderFieldNames: readonly (keyof ReadOrder)[] = /* @__PURE__ */ Object.keys(
  orderRules,
) as (keyof ReadOrder)[];

/** The bits of the fields that must be there: `order_id`, `total`, `currency` and `order_date`, which stand first. */
const requiredSet = 0b1111;

/** More sets of fields than a store's orders have. Others are not kept. */
const mostSets = 100;

/** The rule of each set of fields that was given so far, by the bits of their places. */
const rulesOfSets = new Map<number, Rule<ReadOrder>>();

/**
 * The rule for the fields that an order has and for those that must be there. Zod takes as long for a field that is absent as
 * for one that is there, and a store's orders have the same fields again and again.
 */
export function orderFieldsOf(order: Fields): Rule<ReadOrder> {
  let set = requiredSet;
  let bit = 1;
  for (const name of orderFieldNames) {
    const value = order[name];
    if (value !== undefined && value !== null) set |= bit;
    bit <<= 1;
  }
  return rulesOfSets.get(set) ?? makeRule(set);
}

function makeRule(set: number): Rule<ReadOrder> {
  const given = Object.entries(orderRules).filter((_, place) => (set >> place) & 1);
  // A field that is left out is undefined in what is read, as ReadOrder says of every field that need not be there.
  const rule = fields(Object.fromEntries(given)) as Rule<ReadOrder>;
  if (rulesOfSets.size < mostSets) rulesOfSets.set(set, rule);
  return rule;
}
