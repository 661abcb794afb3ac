import type { TextEncoding } from "../../text-encoding.js";

/** The source and the format of a value. Exactly one of `column`, `columns` and `value` is given. */
export interface CsvFieldRules {
  /** The name of a column, as the header spells it. */
  readonly column?: string | undefined;
  /** Several columns, joined by a blank: a date and its time, a first and a last name. */
  readonly columns?: readonly string[] | undefined;
  /** One value for all orders. */
  readonly value?: string | number | boolean | undefined;
  /**
   * The meaning of the file's words, for example `{ "Complete": "paid" }`; null leaves the field out. Any other word is
   * refused.
   */
  readonly values?: Readonly<Record<string, string | boolean | null>> | undefined;
  /** For the currency: the meaning of the signs in the cell, for example `{ "€": "EUR", "$": "USD" }`. */
  readonly signs?: Readonly<Record<string, string>> | undefined;
  /** The text before the value, for example `B-` in `B-000123`. */
  readonly prefix?: string | undefined;
  /** A regular expression that the whole cell must match; its first group is the value, for example `^B-(\\d+)/\\d{4}$`. */
  readonly pattern?: string | undefined;
  /** Adds up the amounts, or numbers, of all rows of an order. Default false. */
  readonly sum?: boolean | undefined;
  /** Converts an id that is not a number into one, as `orderIdFrom` does. Default false. */
  readonly orderIdFrom?: boolean | undefined;
  /** Whether the file may lack the column. Default false: reading ends with a message. */
  readonly optional?: boolean | undefined;
}

/** The source of a value: the name of a column, or rules. An empty cell leaves the field out. */
export type CsvField = string | CsvFieldRules;

/** The fields of an object, for example of an address, each with its source. */
export type CsvObject = Readonly<Record<string, CsvField>>;

/** The source of each field of an order. */
export interface CsvColumns {
  /** The order's id, in exact digits. */
  readonly order_id: CsvField;
  /** The grand total, in major units. */
  readonly total: CsvField;
  /** ISO 4217. */
  readonly currency: CsvField;
  /** When the order was placed. */
  readonly order_date: CsvField;
  /** The e-mail address of the buyer. */
  readonly email?: CsvField | undefined;
  /** The phone number of the buyer. */
  readonly phone?: CsvField | undefined;
  /** Your own id of the customer. */
  readonly customer_id?: CsvField | undefined;
  /** Before tax, shipping and discounts, in major units. */
  readonly subtotal?: CsvField | undefined;
  /** How many items were bought. */
  readonly total_items?: CsvField | undefined;
  /** Whether the order is paid, refunded and so on. */
  readonly financial_status?: CsvField | undefined;
  /** Whether the order is sent, delivered and so on. */
  readonly fulfillment_status?: CsvField | undefined;
  /** Whether the buyer agreed to e-mail marketing. */
  readonly accepts_email_marketing?: CsvField | undefined;
  /** Whether the buyer agreed to SMS marketing. */
  readonly accepts_sms_marketing?: CsvField | undefined;
  /** The address of the buyer. */
  readonly billing_address?: CsvObject | undefined;
  /** The address that the order is sent to. A new contact gets its name from here. */
  readonly shipping_address?: CsvObject | undefined;
  /** The items, taken from every row of the order; several entries for several items in one row. */
  readonly line_items?: readonly CsvObject[] | undefined;
  /** Taken from the order's first row. */
  readonly discounts?: readonly CsvObject[] | undefined;
  /** Taken from the order's first row. */
  readonly tax_lines?: readonly CsvObject[] | undefined;
}

/** How the file writes amounts. Without it only plain decimals such as `1234.50` are read. */
export interface CsvNumbers {
  /** The sign between whole and fraction. Default ".". */
  readonly decimal?: "." | "," | undefined;
  /** The sign between groups of three digits. Default: none. */
  readonly thousands?: "." | "," | " " | "'" | undefined;
  /** Signs around an amount that are dropped, for example `["€", "EUR"]`. They do not set the currency. */
  readonly signs?: readonly string[] | undefined;
}

/** Several formats of amounts, chosen by the word in a column. An unlisted word is refused. */
export interface CsvNumbersByColumn {
  readonly column: string;
  readonly formats: Readonly<Record<string, CsvNumbers>>;
}

/** The time zone of each row, from a column. */
export interface CsvTimeZoneColumn {
  readonly column: string;
  /** The meaning of the column's words, for example `{ "CET": "Europe/Berlin" }`. Any other word must be a zone itself. */
  readonly zones?: Readonly<Record<string, string>> | undefined;
}

/** The layout of a CSV file. */
export interface CsvLayout {
  /** The character between cells. Default: that of a first line `sep=;`, else ",". */
  readonly delimiter?: string | undefined;
  /** Lines before the header, for example a report's title. Default 0. */
  readonly skipLines?: number | undefined;
  /**
   * The column that separates orders, where an order has several rows: rows with the same value in it are one order, and
   * a row with none belongs to the order before it. Default: each row is an order.
   */
  readonly groupBy?: string | undefined;
  /**
   * How many rows are held to find the rows of an order that do not follow one another. A row that comes later is a
   * problem of its own, with its line. Default 10,000; 0 takes only rows that follow one another.
   */
  readonly windowRows?: number | undefined;
  /** Texts that mean an empty cell, for example `["n/a", "-", "NULL", "\\N"]`. */
  readonly empty?: readonly string[] | undefined;
}

/** How a CSV file becomes orders, without code: the content of a mapping file (`--mapping`), as JSON. */
export interface CsvMapping extends CsvLayout {
  /** The encoding of a file that does not begin with a byte order mark. Default "utf-8". It is never guessed. */
  readonly encoding?: TextEncoding | undefined;
  /** The source of each field of an order. */
  readonly columns: CsvColumns;
  readonly numbers?: CsvNumbers | CsvNumbersByColumn | undefined;
  /**
   * How the file writes dates: a pattern such as `DD.MM.YYYY HH:mm` or `M/D/YYYY h:mm A`, `iso`, `excel` (a spreadsheet's
   * serial number), `unix` or `unix-ms`; or a list of these. Default "iso". A text that fits two of the list with different
   * results is refused.
   */
  readonly dateFormat?: string | readonly string[] | undefined;
  /** The zone of dates that name none: `UTC`, `+02:00`, `Europe/Berlin`, or a column. It is never guessed. */
  readonly timeZone?: string | CsvTimeZoneColumn | undefined;
  /** When the order last changed. Of two states of one order, the import then sends the newer one. */
  readonly updatedAt?: CsvField | undefined;
  /** Rows to skip, by the words in a column: `{ "Status": ["Draft", "Test"] }`. */
  readonly skip?: Readonly<Record<string, readonly string[]>> | undefined;
}

export const scalarFields = [
  "order_id",
  "total",
  "currency",
  "order_date",
  "email",
  "phone",
  "customer_id",
  "subtotal",
  "total_items",
  "financial_status",
  "fulfillment_status",
  "accepts_email_marketing",
  "accepts_sms_marketing",
] as const;
export const objectFields = ["billing_address", "shipping_address"] as const;
export const listFields = ["line_items", "discounts", "tax_lines"] as const;
