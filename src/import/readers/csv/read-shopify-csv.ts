import type { OrderInput } from "../../../schemas/order/order.js";
import { type ImportRecord, type OrderSource, orderSource } from "../../import-record.js";
import { decodedText } from "../decoded-text.js";
import { checkInput, type ReaderInput } from "../reader-input.js";
import {
  defaultMaxRecordLength,
  type ReaderOptions,
  readerOptionIssues,
  refuseOptions,
} from "../reader-options.js";
import { csvGroups } from "./csv-groups.js";
import { shopifyCsvOrder } from "./shopify-csv-order.js";

/** How Shopify's export is read. */
export interface ShopifyCsvReaderOptions extends ReaderOptions {
  /**
   * The column that the order's id comes from. Default "Id": the number that Shopify's webhooks and API carry, so that
   * live orders and past ones are the same orders. "Name" (#1001) becomes a number by `orderIdFrom`.
   */
  readonly orderId?: "Id" | "Name" | undefined;
}

/**
 * Reads the orders of Shopify's `orders_export.csv` as the admin exports it, with or without gzip. Rows with one `Name` that
 * follow one another are one order: the first has its totals, each has one item. `Accepts Marketing` becomes
 * `accepts_email_marketing`, which an import drops unless told otherwise. The phone is the order's own; that of an address
 * is taken only for an order without an e-mail address. The export has no ids of products: conditions on purchased
 * products find nothing in these orders.
 *
 * Reading ends with a `SourceError` when the file is not such an export, or is cut off or damaged.
 *
 * @throws InvalidInputError for bad options, and for a stream that could not be read again
 */
export function readShopifyCsv(input: ReaderInput, options: ShopifyCsvReaderOptions = {}): OrderSource {
  checkInput(input);
  const { orderId = "Id", maxRecordLength = defaultMaxRecordLength } = options;
  const issues = readerOptionIssues(options, ["orderId"]);
  if (orderId !== "Id" && orderId !== "Name")
    issues.push({ code: "invalid", path: ["orderId"], message: 'must be "Id" or "Name"' });
  refuseOptions(issues);
  const required = [
    ...new Set(["Name", orderId, "Email", "Total", "Currency", "Created at", "Lineitem quantity"]),
  ];
  async function* records(): AsyncGenerator<ImportRecord> {
    let record = 0;
    const groups = { delimiter: ",", groupBy: "Name", maxRecordLength, required };
    for await (const { header, group, raw } of csvGroups(decodedText(input), groups)) {
      record += 1;
      const position = { line: group.rows[0]?.line ?? 0, record };
      if (group.problem !== undefined) {
        yield { issues: [{ code: "unreadable", path: [], message: group.problem }], position, raw };
        continue;
      }
      const made = shopifyCsvOrder(group, header, orderId);
      if (made.issues.length > 0) yield { issues: made.issues, position, raw };
      // The run checks every order before it sends it, and says what is wrong with it.
      else yield { order: made.order as unknown as OrderInput, position, raw };
    }
  }
  return orderSource(records, options);
}
