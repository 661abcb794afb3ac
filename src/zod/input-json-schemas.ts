import { financialStatuses, fulfillmentStatuses } from "../schemas/order/status.js";
import type { InputJsonSchema } from "./zod-field.js";

// JSON Schemas of the fields' inputs, as far as JSON can hold them: a form or an API description shows them. The rules
// decide what is accepted.

/** The same, or null. */
export function nullable(schema: InputJsonSchema): InputJsonSchema {
  const { type, enum: values } = schema;
  return {
    ...schema,
    ...(type === undefined ? {} : { type: [type, "null"].flat() }),
    ...(Array.isArray(values) ? { enum: [...values, null] } : {}),
  };
}

const text: InputJsonSchema = { type: "string" };
const flag: InputJsonSchema = { type: "boolean" };
const reference: InputJsonSchema = { type: ["string", "integer"] };

const orderId: InputJsonSchema = {
  ...reference,
  description: "A positive whole number up to 2^63 - 1, as digits when it is above 2^53 - 1.",
};
const money: InputJsonSchema = {
  type: ["number", "string"],
  description: "In major units: 95 or 95.5.",
};
const currency: InputJsonSchema = {
  ...text,
  pattern: "^[A-Za-z]{3}$",
  description: "An ISO 4217 code.",
};
const timestamp: InputJsonSchema = {
  ...text,
  format: "date-time",
  description: "With an offset: 2026-02-28T09:30:00Z.",
};
const email: InputJsonSchema = { ...text, format: "email" };
const phone: InputJsonSchema = { ...text, description: "In any human spelling." };
const count: InputJsonSchema = { type: ["integer", "string"] };

const openObject = (properties: { readonly [name: string]: InputJsonSchema }): InputJsonSchema => ({
  type: "object",
  properties: Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, nullable(schema)]),
  ),
  additionalProperties: true,
});
const listOf = (items: InputJsonSchema): InputJsonSchema => ({ type: "array", items });

const address: InputJsonSchema = openObject({
  first_name: text,
  last_name: text,
  name: text,
  city: text,
  state_code: text,
  country_code: { ...text, description: "ISO 3166-1 alpha-2." },
  postal_code: text,
});
const lineItem: InputJsonSchema = openObject({
  sku: reference,
  quantity: { type: ["number", "string"] },
  price: money,
  product_id: reference,
  variant_id: reference,
});
const lineItems: InputJsonSchema = listOf(lineItem);
const discounts: InputJsonSchema = listOf(openObject({ code: reference, amount: money }));
const taxLines: InputJsonSchema = listOf(openObject({ title: reference, amount: money }));
const financialStatus: InputJsonSchema = { ...text, enum: financialStatuses };
const fulfillmentStatus: InputJsonSchema = { ...text, enum: fulfillmentStatuses };

type InputName =
  | "text"
  | "flag"
  | "reference"
  | "orderId"
  | "money"
  | "currency"
  | "timestamp"
  | "email"
  | "phone"
  | "count"
  | "address"
  | "lineItem"
  | "lineItems"
  | "discounts"
  | "taxLines"
  | "financialStatus"
  | "fulfillmentStatus";

/** The JSON Schemas of the fields' inputs, each under the name of its field. */
export const inputJsonSchemas: { readonly [Name in InputName]: InputJsonSchema } = {
  text,
  flag,
  reference,
  orderId,
  money,
  currency,
  timestamp,
  email,
  phone,
  count,
  address,
  lineItem,
  lineItems,
  discounts,
  taxLines,
  financialStatus,
  fulfillmentStatus,
};
