import type { InputIssue } from "../../../../errors/invalid-input-error.js";
import { postalAddress } from "../../../../platforms/payload/address.js";
import { afterCancellation } from "../../../../platforms/payload/after-cancellation.js";
import { itemCount, refundedStatus } from "../../../../platforms/payload/amounts.js";
import { type BuyerPhone, buyerFields } from "../../../../platforms/payload/buyer-fields.js";
import { defined } from "../../../../platforms/payload/defined.js";
import type { StatusTable } from "../../../../platforms/payload/mapped-status.js";
import {
  shopifyFinancialStatuses,
  shopifyFulfillmentStatuses,
} from "../../../../platforms/shopify/shopify-statuses.js";
import type { OrderInput } from "../../../../schemas/order/order-input.js";
import type { FinancialStatus } from "../../../../schemas/order/status.js";
import { orderIdFrom } from "../../../../schemas/order-id/order-id-from.js";
import { decimalSum } from "../cells/amount.js";
import { type CsvHeader, cellOf } from "../csv-header.js";
import type { CsvRow } from "../csv-rows.js";
import type { MadeRecord } from "../made-record.js";

const isAmount = (text: string | undefined): text is string => /^[+-]?\d+(?:\.\d*)?$/.test(text ?? "");

const spokenFlags: Readonly<Record<string, boolean>> = { yes: true, true: true, no: false, false: false };

/** The rows of one order, with the problems that are found in them. */
class ShopifyRows {
  readonly issues: InputIssue[] = [];
  /** The row that has the order's own values. */
  readonly main: CsvRow | undefined;

  constructor(
    readonly rows: readonly CsvRow[],
    readonly header: CsvHeader,
  ) {
    this.main = rows.find((row) => cellOf(row, header, "Total") !== "") ?? rows[0];
  }

  /** Returns a cell's text without the apostrophe that keeps a number as text; undefined when it is empty. */
  text(column: string, row: CsvRow | undefined = this.main): string | undefined {
    return cellOf(row, this.header, column).replace(/^'+/, "").trim() || undefined;
  }

  refuse(code: InputIssue["code"], field: string, column: string, problem: string): undefined {
    const message = `${problem} (line ${this.main?.line}, column "${column}")`;
    this.issues.push({ code, path: [field], message });
    return undefined;
  }

  status<Status>(field: string, column: string, table: StatusTable<string, Status>): Status | undefined {
    const word = this.text(column)?.toLowerCase();
    if (word === undefined || Object.hasOwn(table, word)) return table[word ?? ""];
    return this.refuse("unknown_status", field, column, `must be one of ${Object.keys(table).join(", ")}`);
  }
}

function orderIdOf(order: ShopifyRows, column: "Id" | "Name"): string | undefined {
  const text = order.text(column) ?? "";
  if (column === "Name") {
    return /^0*$/.test(text)
      ? order.refuse("missing", "order_id", "Name", "is required, and is empty")
      : orderIdFrom(text);
  }
  if (/^\d+$/.test(text)) return text;
  if (/[eE]\+?\d/.test(text)) {
    const lost = "is in a spreadsheet's short form (5.8E+12), which has lost digits: export the file again";
    return order.refuse("unsafe_number", "order_id", "Id", lost);
  }
  const empty =
    'is empty. If the whole export has no ids, read it by the names of the orders: orderId "Name" (--order-id Name)';
  return text === ""
    ? order.refuse("missing", "order_id", "Id", empty)
    : order.refuse("invalid", "order_id", "Id", "must be digits");
}

/** Returns the financial status: the export's own, unless the order was cancelled or refunded since. */
function moneyOf(order: ShopifyRows): FinancialStatus | undefined {
  const status = order.status("financial_status", "Financial Status", shopifyFinancialStatuses);
  const money = order.text("Cancelled at") === undefined ? status : afterCancellation(status);
  const refunded = Number(order.text("Refunded Amount") ?? 0);
  return money === "paid" ? (refundedStatus(refunded, Number(order.text("Total"))) ?? money) : money;
}

function buyerOf(order: ShopifyRows) {
  const phone = (column: string, kind: "Billing" | "Shipping"): BuyerPhone => ({
    text: order.text(column),
    country: order.text(`${kind} Country`),
  });
  const accepts = order.text("Accepts Marketing")?.toLowerCase();
  return buyerFields({
    email: order.text("Email"),
    phones: [phone("Phone", "Billing")],
    // A phone of an address may be another person's, such as a gift's receiver: it is used only when nothing else names
    // the customer.
    addressPhones: [phone("Billing Phone", "Billing"), phone("Shipping Phone", "Shipping")],
    acceptsEmail:
      accepts === undefined || Object.hasOwn(spokenFlags, accepts)
        ? spokenFlags[accepts ?? ""]
        : order.refuse("invalid", "accepts_email_marketing", "Accepts Marketing", "must be yes or no"),
  });
}

function addressOf(order: ShopifyRows, kind: "Billing" | "Shipping"): OrderInput["billing_address"] {
  return postalAddress({
    name: order.text(`${kind} Name`),
    city: order.text(`${kind} City`),
    state_code: order.text(`${kind} Province`),
    country_code: order.text(`${kind} Country`),
    postal_code: order.text(`${kind} Zip`),
  });
}

/** Returns the objects that are not empty; undefined when all are. */
function listOf<Item extends object>(items: readonly Item[]): Item[] | undefined {
  const filled = items.flatMap((item) => defined(item) ?? []);
  return filled.length === 0 ? undefined : filled;
}

/** Builds an order from its rows in Shopify's export: one has the order's own values, each has one item. */
export function shopifyCsvOrder(
  rows: readonly CsvRow[],
  header: CsvHeader,
  idColumn: "Id" | "Name",
): MadeRecord {
  const order = new ShopifyRows(rows, header);
  const [subtotal, discount] = [order.text("Subtotal"), order.text("Discount Amount")];
  const code = order.text("Discount Code");
  const items = listOf(
    rows.map((row) => ({
      sku: order.text("Lineitem sku", row),
      title: cellOf(row, header, "Lineitem name"),
      quantity: order.text("Lineitem quantity", row),
      price: order.text("Lineitem price", row),
    })),
  );
  const made = defined({
    order_id: orderIdOf(order, idColumn),
    ...buyerOf(order),
    total: order.text("Total"),
    // The export's subtotal is after discounts, Privy's before them.
    subtotal: isAmount(subtotal) && isAmount(discount) ? decimalSum([subtotal, discount]) : subtotal,
    currency: order.text("Currency"),
    order_date: order.text("Processed at") ?? order.text("Created at"),
    financial_status: moneyOf(order),
    fulfillment_status: order.status("fulfillment_status", "Fulfillment Status", shopifyFulfillmentStatuses),
    discounts: code !== undefined || Number(discount) > 0 ? [defined({ code, amount: discount })] : undefined,
    tax_lines: listOf(
      [1, 2, 3, 4, 5].map((number) => ({
        title: order.text(`Tax ${number} Name`),
        amount: order.text(`Tax ${number} Value`),
      })),
    ),
    line_items: items,
    total_items: itemCount(
      items?.map(({ quantity }) => (quantity === undefined ? Number.NaN : Number(quantity))),
    ),
    billing_address: addressOf(order, "Billing"),
    shipping_address: addressOf(order, "Shipping"),
  });
  if (order.issues.length > 0) return { issues: order.issues };
  // The run checks every order before it sends it, and reports its problems.
  const whole: unknown = made ?? {};
  return { order: whole as OrderInput }; // see above
}
