/** The text of `privy-orders import --help-mapping`. The guide to imports has every option. */
export const mappingHelp = `A mapping says which column of a CSV file becomes which field of an order. It is a JSON file:

  {
    "columns": {
      "order_id": { "column": "Order", "prefix": "B-" },
      "email": "E-Mail",
      "total": "Total",
      "currency": { "column": "Total", "signs": { "€": "EUR", "$": "USD" } },
      "order_date": { "columns": ["Date", "Time"] },
      "financial_status": { "column": "State", "values": { "Done": "paid", "Open": "pending" } },
      "line_items": [{ "sku": "SKU", "quantity": "Qty", "price": "Price" }]
    },
    "delimiter": ";",
    "groupBy": "Order",
    "numbers": { "decimal": ",", "thousands": "." },
    "dateFormat": "DD.MM.YYYY HH:mm",
    "timeZone": "Europe/Berlin"
  }

Fields: order_id, total, currency and order_date are required, and email or phone. Others: customer_id, subtotal,
total_items, financial_status, fulfillment_status, accepts_email_marketing, accepts_sms_marketing, billing_address and
shipping_address (first_name, last_name, name, city, state_code, country_code, postal_code), line_items (sku, title,
quantity, price, product_id, variant_id), discounts (code, amount), tax_lines (title, amount).

A field is the name of a column, or an object with one of
  column      the name of a column
  columns     several, joined by a blank: a date and its time
  value       one value for all orders
and with any of
  values      what the file's words mean; null leaves the field out, any other word is refused
  signs       for the currency: what the signs in the cell mean
  prefix      what stands before the value: "B-" in B-000123
  pattern     a regular expression for the whole cell; its first group is the value
  sum         true adds up the rows of an order
  orderIdFrom true makes a number of an id that is none
  optional    true if the file may lack the column

Beside "columns":
  delimiter   between cells; else a first line "sep=;" says, else a comma
  encoding    utf-8, utf-16le, utf-16be, windows-1252 or iso-8859-1; a byte order mark counts first
  skipLines   lines before the header
  groupBy     the column that tells orders apart, where an order has several rows
  windowRows  how many rows are held to find those of one order (10000)
  empty       texts that mean an empty cell: ["n/a", "-", "NULL"]
  numbers     decimal, thousands and signs; or {"column": "Shop", "formats": {"DE": {…}, "US": {…}}}
  dateFormat  a pattern of YYYY, MM, DD, HH, mm, ss (h and A for twelve hours), "iso", "excel", "unix", "unix-ms", or a list
  timeZone    UTC, +02:00, Europe/Berlin; or {"column": "Zone", "zones": {"CET": "Europe/Berlin"}}
  updatedAt   when the order last changed: of two states, the newer one is kept
  skip        rows that are not sent: {"State": ["Draft", "Test"]}

privy-orders mapping <file> proposes one from a file's header. The JSON schema for editors is in the package:
node_modules/privy-orders/dist/csv-mapping.schema.json
`;
