import type { OrderSource } from "../../../import-record.js";
import { checkInput, type ReaderInput } from "../../reader-input.js";
import { type ReaderOptions, readerOptionIssues, refuseOptions } from "../../reader-options.js";
import { csvSource } from "../csv-source.js";
import { shopifyCsvOrder } from "./shopify-csv-order.js";

/** How Shopify's export is read. */
export interface ShopifyCsvReaderOptions extends ReaderOptions {
  /**
   * The column of the order's id. Default "Id": the number that Shopify's webhooks and API have too, so that live and
   * past orders have the same ids. "Name" (#1001) becomes a number by `orderIdFrom`.
   */
  readonly orderId?: "Id" | "Name" | undefined;
}

/**
 * Reads the orders of Shopify's `orders_export.csv` as the admin exports it, with or without gzip. Rows with one `Name` are
 * one order: one of them has its totals, each has one item. `Accepts Marketing` becomes `accepts_email_marketing`, which an
 * import drops by default. A cancelled order that was never paid is `voided`; `Refunded Amount` makes a paid
 * order refunded, in part or whole. `subtotal` is Subtotal plus Discount Amount. The phone is the order's own; that of an
 * address is taken only for an order without an e-mail address. The export has no ids of products: conditions on purchased
 * products find nothing in these orders.
 *
 * Reading ends with a `SourceError` when the file is not such an export, or is cut off or damaged.
 *
 * @throws InvalidInputError for bad options, and for a stream, which cannot be read again
 * @see https://help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders
 */
export function readShopifyCsv(input: ReaderInput, options: ShopifyCsvReaderOptions = {}): OrderSource {
  checkInput(input);
  const issues = readerOptionIssues(options, ["orderId"]);
  const { orderId = "Id" } = options;
  if (orderId !== "Id" && orderId !== "Name")
    issues.push({ code: "invalid", path: ["orderId"], message: 'must be "Id" or "Name"' });
  refuseOptions(issues);
  return csvSource(input, {
    ...options,
    groupBy: "Name",
    required: [
      ...new Set(["Name", orderId, "Email", "Total", "Currency", "Created at", "Lineitem quantity"]),
    ],
    hasStates: false,
    begin: (header) => (rows) => shopifyCsvOrder(rows, header, orderId),
  });
}
