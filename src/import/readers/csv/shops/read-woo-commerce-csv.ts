import { InvalidInputError } from "../../../../errors/invalid-input-error.js";
import { fromWooCommerce } from "../../../../platforms/woocommerce/from-woocommerce.js";
import type { WooCommerceOrder } from "../../../../platforms/woocommerce/woocommerce-order.js";
import type { WooCommerceStatuses } from "../../../../platforms/woocommerce/woocommerce-statuses.js";
import type { OrderSource } from "../../../import-record.js";
import { mappedRecord, skip } from "../../map-record.js";
import { checkInput, type ReaderInput } from "../../reader-input.js";
import { type ReaderOptions, readerOptionIssues, refuseOptions } from "../../reader-options.js";
import { cellCleaner } from "../cells/clean-cell.js";
import { localTimeReader } from "../cells/local-time.js";
import { dateFormatOf, readCsvMoment } from "../cells/moment.js";
import { type CsvHeader, cellOf } from "../csv-header.js";
import type { CsvRow } from "../csv-rows.js";
import { csvSource } from "../csv-source.js";
import type { MadeRecord } from "../made-record.js";

/** How WooCommerce's orders are read from CSV. */
export interface WooCommerceCsvReaderOptions extends ReaderOptions {
  /** The shop's zone, in which the order export writes its dates: `Europe/Berlin`. Rows of `wc_orders` are in UTC and need none. */
  readonly timeZone?: string | undefined;
  /** The meaning of the shop's own statuses, which plugins add. */
  readonly statuses?: Readonly<Record<string, WooCommerceStatuses>> | undefined;
}

type Cell = (column: string) => string | undefined;

/** MySQL's text for NULL. */
const clean = cellCleaner(["NULL", "\\N"]);

const addressOf = (cell: Cell, kind: "billing" | "shipping") => ({
  first_name: cell(`${kind}_first_name`),
  last_name: cell(`${kind}_last_name`),
  city: cell(`${kind}_city`),
  state: cell(`${kind}_state`),
  postcode: cell(`${kind}_postcode`),
  country: cell(`${kind}_country`),
  phone: cell(`${kind}_phone`),
});

/** Dates of the order export, which follow the site's settings. */
const formats = [
  "YYYY-MM-DD HH:mm:ss",
  "YYYY-MM-DD HH:mm",
  "MM/DD/YYYY HH:mm:ss",
  "MM/DD/YYYY H:mm:ss",
  "M/D/YYYY H:mm:ss",
];

/** Formats a moment as UTC text. */
function momentOf(text: string | undefined, timeZone: string): string | undefined {
  if (text === undefined) return undefined;
  const readers = formats.flatMap((format) => dateFormatOf(format) ?? []);
  const result = readCsvMoment(text, readers, localTimeReader(timeZone));
  if (result !== undefined && "value" in result && result.value instanceof Date)
    return result.value.toISOString();
  const message = result !== undefined && "problem" in result ? result.problem : "is not a date";
  throw new InvalidInputError("The order was not mapped", [
    { code: "invalid", path: ["order_date"], message },
  ]);
}

/** Builds the order in the form of WooCommerce's REST API, as far as the row has it. */
function orderOf(
  cell: Cell,
  { isTable, timeZone }: { readonly isTable: boolean; readonly timeZone: string },
) {
  const created = isTable ? cell("date_created_gmt") : (cell("order_date") ?? cell("date"));
  return {
    id: isTable ? cell("id") : cell("order_id"),
    status: cell("status"),
    currency: isTable ? cell("currency") : (cell("order_currency") ?? cell("currency")),
    total: isTable ? cell("total_amount") : (cell("order_total") ?? cell("total")),
    customer_id: cell("customer_id") === "0" ? undefined : cell("customer_id"),
    payment_method: cell("payment_method"),
    date_created_gmt: momentOf(created, timeZone),
    billing: { ...addressOf(cell, "billing"), email: cell("billing_email") ?? cell("customer_email") },
    shipping: addressOf(cell, "shipping"),
  };
}

/**
 * Reads WooCommerce's orders from CSV: the order export (columns `order_id`, `order_total`, `order_currency`,
 * `billing_email`), or rows of the database's table `wc_orders` (HPOS) as a database program exports them, recognised
 * by the header. Statuses are mapped as by `fromWooCommerce`; refunds, which are rows of their own in the table, are
 * skipped. Neither has items in a reliable form, so they are left out.
 *
 * @throws InvalidInputError for bad options, and for a stream, which cannot be read again
 * @see https://woocommerce.com/document/import-and-export-of-woocommerce-orders/
 */
export function readWooCommerceCsv(
  input: ReaderInput,
  options: WooCommerceCsvReaderOptions = {},
): OrderSource {
  checkInput(input);
  const issues = readerOptionIssues(options, ["timeZone", "statuses"]);
  const { timeZone, statuses } = options;
  if (timeZone !== undefined && localTimeReader(timeZone) === undefined)
    issues.push({
      code: "invalid",
      path: ["timeZone"],
      message: "must be UTC, an offset such as +02:00, or a name such as Europe/Berlin",
    });
  refuseOptions(issues);

  const begin = (header: CsvHeader) => {
    const isTable = header.has("date_created_gmt") && header.has("total_amount");
    if (!isTable && timeZone === undefined) {
      const message =
        "is needed for this export, whose dates are in the shop's own time: for example Europe/Berlin";
      throw new InvalidInputError("The source cannot be read", [
        { code: "missing", path: ["timeZone"], message },
      ]);
    }
    return ([row]: readonly CsvRow[]): MadeRecord => {
      const cell: Cell = (column) => clean(cellOf(row, header, column)) || undefined;
      const made = mappedRecord(() => {
        if (isTable && (cell("type") ?? "shop_order") !== "shop_order") return skip;
        // The mapper reports what a row lacks.
        const order = orderOf(cell, {
          isTable,
          timeZone: isTable ? "UTC" : (timeZone ?? "UTC"),
        }) as WooCommerceOrder;
        return fromWooCommerce(order, { statuses });
      });
      if ("issues" in made || !isTable) return made;
      const updated = cell("date_updated_gmt");
      return { ...made, updatedAt: updated === undefined ? undefined : `${updated.replace(" ", "T")}Z` };
    };
  };
  return csvSource(input, { ...options, required: ["status"], hasStates: true, begin });
}
