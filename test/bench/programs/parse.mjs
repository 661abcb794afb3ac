// Orders per second for orders of 1, 10 and 100 lines: parseOrder, JSON.stringify alone, the same rules in Zod's classic API.
import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { parseOrder } from "privy-orders";
import * as z from "zod";

const money = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
]);
const line = z.looseObject({ sku: z.string(), quantity: z.number(), price: money, product_id: z.string() });
const address = z.looseObject({ country_code: z.string().length(2) });
const zodOrder = z.strictObject({
  order_id: z.union([z.number().int().positive().transform(String), z.string().regex(/^\d{1,19}$/)]),
  total: money,
  currency: z.string().regex(/^[A-Z]{3}$/),
  order_date: z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString()),
  email: z.email(),
  phone: z.string().transform((text, context) => {
    const number = parsePhoneNumberFromString(text);
    if (number?.isValid()) return number.number;
    context.addIssue({ code: "custom", message: "not a valid phone number" });
    return z.NEVER;
  }),
  line_items: z.array(line),
  shipping_address: address,
  accepts_email_marketing: z.boolean(),
});

const orderOf = (lines) => ({
  order_id: 4501,
  total: 95.5,
  currency: "USD",
  order_date: "2026-02-28T09:30:00Z",
  email: "ada@example.com",
  phone: "+14155550123",
  line_items: Array.from({ length: lines }, (_, index) => ({
    sku: `SKU-${index}`,
    quantity: 1 + (index % 3),
    price: 9.5,
    product_id: `gid-${index}`,
  })),
  shipping_address: { first_name: "Ada", last_name: "Lovelace", city: "London", country_code: "GB" },
  accepts_email_marketing: true,
});

// Processor time, not wall time: another process on the machine must not change the result.
function perSecond(work, calls) {
  for (let index = 0; index < calls / 2; index++) work();
  const before = process.cpuUsage();
  for (let index = 0; index < calls; index++) work();
  const { user, system } = process.cpuUsage(before);
  return (calls / (user + system)) * 1e6;
}

const result = {};
for (const lines of [1, 10, 100]) {
  const order = orderOf(lines);
  const calls = 60_000 / lines ** 0.7;
  result[lines] = {
    parseOrder: perSecond(() => parseOrder(order), calls),
    stringify: perSecond(() => JSON.stringify(order), calls),
    zodClassic: perSecond(() => zodOrder.parse(order), calls),
  };
}
console.log(JSON.stringify(result));
