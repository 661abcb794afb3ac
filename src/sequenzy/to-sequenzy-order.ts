import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import { requireObject } from "../schemas/objects/require-object.js";
import type { Address } from "../schemas/order/address.js";
import type { LineItem } from "../schemas/order/line-item.js";
import type { OrderPayload } from "../schemas/order/order.js";
import type { SequenzyItem, SequenzyOrderPayload } from "./order-input.js";
import { parseSequenzyOrder } from "./parse-sequenzy-order.js";
import { sequenzyStatusOf } from "./status-table.js";
import { toMinorUnits } from "./to-minor-units.js";

export interface ToSequenzyOptions {
  /** Titles by product id, for lines without one (Privy's lines need none). */
  readonly titles?: Readonly<Record<string, string>> | undefined;
  /** What was refunded so far, in major units. Needed for `partially_refunded`; a full refund is the order's total. */
  readonly refundAmount?: number | string | undefined;
  /** The order number that people see. */
  readonly orderNumber?: string | undefined;
}

function text(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** First and last name as Privy finds them: of the shipping address, else of the billing address. */
function namesOf(order: OrderPayload): { firstName?: string; lastName?: string } {
  for (const address of [order.shipping_address, order.billing_address]) {
    const names = namesIn(address);
    if (names !== undefined) return names;
  }
  return {};
}

function namesIn(address: Address | undefined): { firstName?: string; lastName?: string } | undefined {
  if (address === undefined) return undefined;
  const whole = text(address.name)?.trim().split(/\s+/) ?? [];
  const firstName = text(address.first_name) ?? whole[0];
  const lastName = text(address.last_name) ?? (whole.slice(1).join(" ") || undefined);
  if (firstName === undefined && lastName === undefined) return undefined;
  return {
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
  };
}

/** Runs a conversion and reports its refusal as an issue at its path. */
function attempt<Value>(
  issues: InputIssue[],
  path: InputIssue["path"],
  convert: () => Value,
): Value | undefined {
  try {
    return convert();
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const issue = error.issues.find(({ path: [field] }) => field === "amount") ?? error.issues[0];
    if (issue !== undefined) issues.push({ ...issue, path });
    return undefined;
  }
}

function itemOf(
  line: LineItem,
  index: number,
  order: OrderPayload,
  options: ToSequenzyOptions,
  issues: InputIssue[],
): SequenzyItem {
  const at = (field: string): InputIssue["path"] => ["line_items", index, field];
  const productId = text(line.product_id);
  if (productId === undefined)
    issues.push({
      code: "missing",
      path: at("product_id"),
      message: "is missing: Sequenzy needs an id for each item",
    });
  const known =
    productId === undefined || options.titles === undefined || !Object.hasOwn(options.titles, productId)
      ? undefined
      : options.titles[productId];
  const title = known ?? text(line.title) ?? text(line.name);
  if (title === undefined) {
    issues.push({
      code: "missing",
      path: at("title"),
      message:
        "is missing: Sequenzy needs a title for each item; add it to the line, or pass titles by product id",
    });
  }
  const { quantity, price } = line;
  if (!(typeof quantity === "number" && Number.isInteger(quantity) && quantity >= 1)) {
    issues.push({
      code: "invalid",
      path: at("quantity"),
      message: "must be a whole number from 1 for Sequenzy",
    });
  }
  const priceCents =
    typeof price === "number"
      ? attempt(issues, at("price"), () => toMinorUnits(price, order.currency))
      : undefined;
  const variantId = text(line.variant_id);
  const sku = text(line.sku);
  const variantTitle = text(line.variant_title);
  return {
    productId: productId ?? "",
    title: title ?? "",
    quantity: typeof quantity === "number" ? quantity : 0,
    ...(variantId === undefined ? {} : { variantId }),
    ...(sku === undefined ? {} : { sku }),
    ...(variantTitle === undefined ? {} : { variantTitle }),
    ...(priceCents === undefined ? {} : { priceCents }),
  };
}

/** The amount that was refunded, for the statuses that mean a refund. */
function refundOf(order: OrderPayload, options: ToSequenzyOptions, issues: InputIssue[]): number | undefined {
  const amount = options.refundAmount ?? (order.financial_status === "refunded" ? order.total : undefined);
  if (amount === undefined) {
    issues.push({
      code: "missing",
      path: ["refundAmount"],
      message: "is missing: a Privy order does not hold the refunded amount; pass it as an option",
    });
    return undefined;
  }
  return attempt(issues, ["refundAmount"], () => toMinorUnits(amount, order.currency));
}

/**
 * Converts a normalised Privy order (the result of `parseOrder`) to Sequenzy's format: amounts in exact minor units, the two
 * statuses as one event (see the tables), names from the addresses.
 *
 * @throws InvalidInputError for what Sequenzy cannot express: a buyer known by phone only, a line without product id or
 *   title, an amount with a fraction of the minor unit. Every problem at once, each with its path in the Privy order.
 */
export function toSequenzyOrder(order: OrderPayload, options: ToSequenzyOptions = {}): SequenzyOrderPayload {
  const failure = "The order cannot be sent to Sequenzy";
  requireObject(order, failure, "must be an order as parseOrder returns it");
  requireObject(options, failure, "must be an object of options, or be left out", "options");
  const issues: InputIssue[] = [];
  if (order.email === undefined) {
    issues.push({
      code: "no_contact",
      path: ["email"],
      message: "is missing: Sequenzy knows people by e-mail only, so this order cannot be sent there",
    });
  }
  const status = sequenzyStatusOf(order.financial_status, order.fulfillment_status);
  const totalCents = attempt(issues, ["total"], () => toMinorUnits(order.total, order.currency)) ?? 0;
  const items = order.line_items?.map((line, index) => itemOf(line, index, order, options, issues));
  const refundAmountCents = status === "refunded" ? refundOf(order, options, issues) : undefined;
  if (issues.length > 0) throw new InvalidInputError(failure, issues);
  return parseSequenzyOrder({
    orderId: order.order_id,
    orderNumber: options.orderNumber,
    status,
    totalCents,
    currency: order.currency,
    orderedAt: order.order_date,
    customer: { email: order.email, externalId: order.customer_id, ...namesOf(order) },
    items,
    refundAmountCents,
  });
}
