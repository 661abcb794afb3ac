/**
 * Where a value comes from: a column by its name in the header; a column with more to say about it; or one value for all.
 * An empty cell means that the field is left out.
 */
export type CsvField =
  | string
  | {
      readonly column: string;
      /** What the file's words mean, for example `{ Complete: "paid", Open: "pending" }`. Any other word is refused. */
      readonly values?: Readonly<Record<string, string | boolean | null>>;
      /** Makes an `order_id` of an id that is no number, as `orderIdFrom` does. */
      readonly orderIdFrom?: boolean;
      /** Whether the file may lack the column. Default false: the reading ends with a message. */
      readonly optional?: boolean;
    }
  | { readonly value: string | number | boolean };

/** The fields of an object, for example of an address, each with where it comes from. */
export type CsvObject = Readonly<Record<string, CsvField>>;

/** Where each field of an order comes from. */
export interface CsvColumns {
  readonly order_id: CsvField;
  readonly total: CsvField;
  readonly currency: CsvField;
  readonly order_date: CsvField;
  readonly email?: CsvField;
  readonly phone?: CsvField;
  readonly customer_id?: CsvField;
  readonly subtotal?: CsvField;
  readonly total_items?: CsvField;
  readonly financial_status?: CsvField;
  readonly fulfillment_status?: CsvField;
  readonly accepts_email_marketing?: CsvField;
  readonly accepts_sms_marketing?: CsvField;
  readonly billing_address?: CsvObject;
  readonly shipping_address?: CsvObject;
  /** Items, taken from every row of the order; several when one row holds several. */
  readonly line_items?: readonly CsvObject[];
  /** Taken from the order's first row. */
  readonly discounts?: readonly CsvObject[];
  /** Taken from the order's first row. */
  readonly tax_lines?: readonly CsvObject[];
}

/** How the file writes amounts. Without it only plain decimals such as `1234.50` are taken. */
export interface CsvNumbers {
  /** Between whole and fraction. Default ".". */
  readonly decimal?: "." | "," | undefined;
  /** Between groups of three digits. Default: none. */
  readonly thousands?: "." | "," | " " | "'" | undefined;
  /** Signs around an amount that are to be dropped, for example `["€", "EUR"]`. They do not set the currency. */
  readonly signs?: readonly string[] | undefined;
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

/** Every field of a mapping with its path. */
export function fieldsOf(columns: CsvColumns): { path: readonly (string | number)[]; field: CsvField }[] {
  const inside = (object: CsvObject, path: readonly (string | number)[]) =>
    Object.entries(object).map(([name, field]) => ({ path: [...path, name], field }));
  return [
    ...scalarFields.flatMap((name) => {
      const field = columns[name];
      return field === undefined ? [] : [{ path: [name], field }];
    }),
    ...objectFields.flatMap((name) => inside(columns[name] ?? {}, [name])),
    ...listFields.flatMap((name) =>
      (columns[name] ?? []).flatMap((object, index) => inside(object, [name, index])),
    ),
  ];
}
