import * as z from "zod/mini";
import { TEXT_ENCODINGS } from "../../text-encoding.js";
import { type CsvMapping, listFields, objectFields, scalarFields } from "./csv-mapping.js";

/** The descriptions below are part of the JSON schema, which editors show while a mapping is written. */
const about = (text: string) => z.describe(text);

const text = z.string({ error: "must be text" }).check(z.minLength(1, "must not be empty"));
const flag = z.boolean({ error: "must be true or false" });
const words = z.array(text, { error: "must be a list of texts" });
const column = text.check(about("The name of a column, as the header spells it."));

const rules = z.strictObject({
  column: z.optional(column),
  columns: z.optional(
    words.check(
      z.minLength(1, "must name at least one column"),
      about("Several columns, joined by a blank: a date and its time, for example."),
    ),
  ),
  value: z.optional(
    z
      .union([text, z.number(), z.boolean()], { error: "must be a text, a number, true or false" })
      .check(about("One value for all orders.")),
  ),
  values: z.optional(
    z
      .record(
        z.string(),
        z.union([z.string(), z.boolean(), z.null()], { error: "must be a text, true, false or null" }),
        { error: 'must be an object such as {"Complete": "paid"}' },
      )
      .check(about("The meaning of the file's words; null leaves the field out. Any other word is refused.")),
  ),
  signs: z.optional(
    z
      .record(text, text.check(z.regex(/^[A-Za-z]{3}$/, "must be a currency's three letters, such as EUR")), {
        error: 'must be an object such as {"€": "EUR"}',
      })
      .check(about("For the currency: the meaning of the signs in the cell.")),
  ),
  prefix: z.optional(text.check(about("The text before the value, for example B- in B-000123."))),
  pattern: z.optional(
    text.check(
      z.refine(isPattern, { error: "must be a regular expression" }),
      about("A regular expression that the whole cell must match; its first group is the value."),
    ),
  ),
  sum: z.optional(flag.check(about("Adds up the amounts, or numbers, of all rows of an order."))),
  orderIdFrom: z.optional(
    flag.check(about("Converts an id that is not a number into one, always the same.")),
  ),
  optional: z.optional(flag.check(about("Whether the file may lack the column."))),
});

const field = z.union(
  [
    column,
    rules.check(
      z.refine(
        (given) => [given.column, given.columns, given.value].filter((one) => one !== undefined).length === 1,
        { error: "must have exactly one of column, columns and value" },
      ),
    ),
  ],
  {
    error: ({ input }) =>
      input === undefined
        ? "is required"
        : 'must be a column\'s name, {"column": "…"}, {"columns": ["…"]} or {"value": …}',
  },
);

const fieldName = text.check(
  z.refine((name) => name !== "__proto__", { error: "cannot be the name of a field" }),
);
const fieldObject = z.record(fieldName, field, {
  error: 'must be an object such as {"city": "Billing City"}',
});
const fieldList = z.array(fieldObject, {
  error: 'must be a list of objects such as [{"sku": "SKU", "quantity": "Qty"}]',
});

function optionalOf<Name extends string, Schema extends z.ZodMiniType>(
  names: readonly Name[],
  schema: Schema,
): { [Key in Name]: z.ZodMiniOptional<Schema> } {
  // The entries are the names, each once.
  return Object.fromEntries(names.map((name) => [name, z.optional(schema)])) as {
    [Key in Name]: z.ZodMiniOptional<Schema>;
  };
}

const columns = z.strictObject(
  {
    ...optionalOf(scalarFields, field),
    order_id: field,
    total: field,
    currency: field,
    order_date: field,
    ...optionalOf(objectFields, fieldObject),
    ...optionalOf(listFields, fieldList),
  },
  { error: "is required: which column each field of an order comes from" },
);

const numbers = z
  .strictObject({
    decimal: z.optional(z.enum([".", ","], { error: 'must be "." or ","' })),
    thousands: z.optional(z.enum([".", ",", " ", "'"], { error: 'must be ".", ",", " " or "\'"' })),
    signs: z.optional(words.check(about("Signs around an amount that are dropped."))),
  })
  .check(
    z.refine((given) => given.thousands === undefined || given.thousands !== (given.decimal ?? "."), {
      error: "must differ from the decimal sign",
      path: ["thousands"],
    }),
  );

const dateFormat = z.union([text, words], { error: "must be a text or a list of texts" });

const moments = z.object({
  dateFormat: z.optional(
    dateFormat.check(
      about(
        'How the file writes dates: "DD.MM.YYYY HH:mm", "iso", "excel", "unix", "unix-ms", or several of these.',
      ),
    ),
  ),
  timeZone: z.optional(
    z
      .union([text, z.strictObject({ column, zones: z.optional(z.record(z.string(), text)) })], {
        error: 'must be a zone such as "Europe/Berlin", or {"column": "…"}',
      })
      .check(about("The zone of dates that name none.")),
  ),
});

const mapping = z.strictObject(
  {
    $schema: z.optional(z.string()),
    columns,
    delimiter: z.optional(
      text.check(
        z.regex(/^[^"\r\n\w]$/, 'must be one character, such as "," or ";" or "\\t"'),
        about('The character between cells. Default: that of a first line "sep=;", else a comma.'),
      ),
    ),
    encoding: z.optional(
      z
        .enum(TEXT_ENCODINGS, { error: `must be one of ${TEXT_ENCODINGS.join(", ")}` })
        .check(about("The encoding of a file without a byte order mark. Default utf-8.")),
    ),
    skipLines: z.optional(
      z
        .int({ error: "must be a whole number, 0 or more" })
        .check(
          z.minimum(0, "must be a whole number, 0 or more"),
          about("Lines before the header. Default 0."),
        ),
    ),
    groupBy: z.optional(
      text.check(
        about("The column that separates orders, where an order has several rows. Default: one row each."),
      ),
    ),
    windowRows: z.optional(
      z
        .int({ error: "must be a whole number, 0 or more" })
        .check(
          z.minimum(0, "must be a whole number, 0 or more"),
          about("How many rows are held to find those of one order. Default 10000."),
        ),
    ),
    empty: z.optional(words.check(about('Texts that mean an empty cell, such as "n/a".'))),
    numbers: z.optional(
      z.union([numbers, z.strictObject({ column, formats: z.record(z.string(), numbers) })], {
        error: 'must be {"decimal": ",", …}, or {"column": "…", "formats": {…}}',
      }),
    ),
    ...moments.shape,
    updatedAt: z.optional(
      field.check(about("When the order last changed: of two states, the newer one is sent.")),
    ),
    skip: z.optional(
      z
        .record(text, words)
        .check(about('Rows that are not sent, by a column: {"Status": ["Draft", "Test"]}.')),
    ),
  },
  { error: "must be an object" },
);

/** The schema of a mapping file. Names of columns are checked against the file's own header when it is read. */
export const mappingSchema: z.ZodMiniType<CsvMapping & { $schema?: string | undefined }> = mapping;

/** The part of a mapping that is about dates. */
export const momentsSchema: z.ZodMiniType<Pick<CsvMapping, "dateFormat" | "timeZone">> = moments;

export const mappingNames: readonly string[] = Object.keys(mapping.shape).filter(
  (name) => name !== "$schema",
);
export const ruleNames: readonly string[] = Object.keys(rules.shape);

function isPattern(source: string): boolean {
  try {
    new RegExp(source, "u");
    return true;
  } catch {
    return false;
  }
}
