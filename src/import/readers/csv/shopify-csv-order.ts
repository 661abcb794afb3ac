import type { InputIssue } from "../../../errors/invalid-input-error.js";
import type { FinancialStatus, FulfillmentStatus } from "../../../schemas/order/status.js";
import { orderIdFrom } from "../../../schemas/order-id/order-id-from.js";
import { type CsvGroup, type CsvHeader, cellOf } from "./csv-groups.js";
import type { CsvRow } from "./csv-rows.js";

/** The words of the column Financial Status. */
const financial: ReadonlyMap<string, FinancialStatus> = new Map([
  ["authorized", "authorized"],
  ["expired", "expired"],
  ["paid", "paid"],
  ["partially_paid", "partially_paid"],
  ["partially_refunded", "partially_refunded"],
  ["pending", "pending"],
  ["refunded", "refunded"],
  ["voided", "voided"],
]);

/** The words of the column Fulfillment Status. */
const fulfillment: ReadonlyMap<string, FulfillmentStatus> = new Map([
  ["fulfilled", "fulfilled"],
  ["partial", "partially_fulfilled"],
  ["pending", "pending"],
  ["restocked", "restocked"],
  ["unfulfilled", "unfulfilled"],
]);

/** Spreadsheets are kept from reading a number by an apostrophe before it. */
const withoutApostrophe = (text: string): string => text.replace(/^'+/, "").trim();

/** Leaves out what is empty. */
function filled(values: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const entries = Object.entries(values).filter(([, value]) => value !== "" && value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Makes the order of one order's rows in Shopify's export: the first has the order's own values, each has one item. */
export function shopifyCsvOrder(
  group: CsvGroup,
  header: CsvHeader,
  orderId: "Id" | "Name",
): { order: Record<string, unknown>; issues: InputIssue[] } {
  const issues: InputIssue[] = [];
  const [first] = group.rows;
  const cell = (column: string, row: CsvRow | undefined = first): string => cellOf(row, header, column);
  const refuse = (field: string, column: string, problem: string): undefined => {
    issues.push({
      code: "invalid",
      path: [field],
      message: `${problem} (line ${first?.line}, column "${column}")`,
    });
    return undefined;
  };
  const status = <Status>(field: string, column: string, words: ReadonlyMap<string, Status>) => {
    const word = cell(column).toLowerCase();
    if (word === "") return undefined;
    return words.get(word) ?? refuse(field, column, `must be one of ${[...words.keys()].join(", ")}`);
  };
  const idOf = (): string | undefined => {
    const text = withoutApostrophe(cell(orderId));
    if (orderId === "Name") {
      return /^0*$/.test(text) ? refuse("order_id", "Name", "is required, and is empty") : orderIdFrom(text);
    }
    if (/^\d+$/.test(text)) return text;
    const spoilt = /[eE]\+?\d/.test(text);
    return refuse(
      "order_id",
      "Id",
      spoilt
        ? "is in a spreadsheet's short form (5.8E+12), which has lost digits: export the file again"
        : text === ""
          ? 'is empty: does an order begin here? Rows of one order must follow one another; for an export without ids, set orderId: "Name"'
          : "must be digits",
    );
  };
  const address = (kind: "Billing" | "Shipping") =>
    filled({
      name: cell(`${kind} Name`),
      company: cell(`${kind} Company`),
      address1: cell(`${kind} Address1`),
      address2: cell(`${kind} Address2`),
      city: cell(`${kind} City`),
      state_code: cell(`${kind} Province`),
      country_code: cell(`${kind} Country`),
      postal_code: withoutApostrophe(cell(`${kind} Zip`)),
    });
  const items = group.rows.flatMap((row) => {
    const item = filled({
      sku: withoutApostrophe(cell("Lineitem sku", row)),
      title: cell("Lineitem name", row),
      quantity: cell("Lineitem quantity", row),
      price: cell("Lineitem price", row),
    });
    return item === undefined ? [] : [item];
  });
  const taxes = [1, 2, 3, 4, 5].flatMap((number) => {
    const tax = filled({ title: cell(`Tax ${number} Name`), amount: cell(`Tax ${number} Value`) });
    return tax === undefined ? [] : [tax];
  });
  const discount = filled({ code: cell("Discount Code"), amount: cell("Discount Amount") });
  const hasDiscount = cell("Discount Code") !== "" || Number(cell("Discount Amount")) > 0;
  const email = cell("Email");
  const own = withoutApostrophe(cell("Phone"));
  // A phone of an address may be somebody else's, such as a gift's receiver: it stands in only when nothing else names the customer.
  const stand = email === "" ? withoutApostrophe(cell("Billing Phone") || cell("Shipping Phone")) : "";
  const accepts = cell("Accepts Marketing").toLowerCase();
  const order = filled({
    order_id: idOf(),
    email,
    phone: own || stand,
    total: cell("Total"),
    subtotal: cell("Subtotal"),
    currency: cell("Currency"),
    order_date: cell("Created at"),
    financial_status: status("financial_status", "Financial Status", financial),
    fulfillment_status: status("fulfillment_status", "Fulfillment Status", fulfillment),
    accepts_email_marketing:
      accepts === "yes" || accepts === "true"
        ? true
        : accepts === "no" || accepts === "false"
          ? false
          : accepts === ""
            ? undefined
            : refuse("accepts_email_marketing", "Accepts Marketing", "must be yes or no"),
    discounts: hasDiscount ? [discount] : undefined,
    tax_lines: taxes.length > 0 ? taxes : undefined,
    line_items: items.length > 0 ? items : undefined,
    billing_address: address("Billing"),
    shipping_address: address("Shipping"),
  });
  return { order: order ?? {}, issues };
}
