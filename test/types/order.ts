// Compiled by `tsc --noEmit`, never run: each line says what a caller may and may not write.
import type { StandardSchemaV1 } from "@standard-schema/spec";
import Big from "big.js";
import dayjs from "dayjs";
import { Decimal } from "decimal.js";
import { DateTime } from "luxon";
import moment from "moment";
import type { PrivyClient, UpsertResult } from "privy-orders";
import {
  type FinancialStatus,
  type FulfillmentStatus,
  type fromMinorUnits,
  type LineItemInput,
  type OrderIdInput,
  type OrderInput,
  type OrderPayload,
  type OrderWarning,
  type orderIdFrom,
  type orderIdSchema,
  type orderSchema,
  type ParseOrderOptions,
  parseOrder,
  safeParseOrder,
} from "privy-orders/schemas";

type Equal<Left, Right> =
  (<Value>() => Value extends Left ? 1 : 2) extends <Value>() => Value extends Right ? 1 : 2 ? true : false;
const proved = <_Proof extends true>(): void => {};

declare const client: PrivyClient;
declare function upsert(order: OrderInput): void;
const base = { order_id: 1, total: 95, currency: "USD", order_date: new Date() };
declare const perhaps: boolean;
declare const textOrNull: string | null;
declare const optional: { email?: string; phone?: string | null };

upsert({ ...base, email: "ada@example.com" });
upsert({ ...base, phone: "+12125551234" });
upsert({ ...base, email: textOrNull, phone: textOrNull });
upsert({ ...base, ...optional });
upsert({ ...base, email: "ada@example.com", phone: textOrNull, accepts_sms_marketing: perhaps });
upsert({ ...base, email: "ada@example.com", accepts_email_marketing: perhaps });
upsert({
  ...base,
  order_id: 1n,
  total: "95.00",
  order_date: "2026-02-28T09:30:00Z",
  email: "ada@example.com",
});
upsert({ ...base, email: "ada@example.com", customer_id: null, subtotal: undefined, discounts: null });

// A store's own types: interfaces, classes, readonly arrays, constants, and keys that only the store knows.
interface OwnAddress {
  readonly city: string;
  readonly country_code: string | null;
}
interface OwnLine {
  sku: string;
  price: Decimal;
  note?: string;
}
class OwnTax {
  readonly title = "VAT";
  amount = 5;
  doubled(): number {
    return this.amount * 2;
  }
}
declare const ownAddress: OwnAddress;
declare const ownLines: readonly OwnLine[];
upsert({
  ...base,
  email: "ada@example.com",
  line_items: ownLines,
  tax_lines: [new OwnTax()],
  discounts: [{ code: "TEN", amount: "10", type: "percentage" }],
  billing_address: ownAddress,
  shipping_address: { ...ownAddress, company: "Analytical Engines", geo: { lat: 51.5 } },
});
const constant = { ...base, email: "ada@example.com", line_items: [{ sku: "A-1", title: "Mug" }] } as const;
upsert(constant);
const checked = {
  ...base,
  email: "ada@example.com",
  financial_status: "paid",
  line_items: [{ sku: "A-1", quantity: 1, title: "Mug" }],
} satisfies OrderInput;
upsert(checked);
const withId = (order: Omit<OrderInput, "order_id">): OrderInput => ({ ...order, order_id: 7 });
const changed = (changes: Partial<OrderInput>): OrderInput => ({
  ...base,
  email: "ada@example.com",
  ...changes,
});
const line: LineItemInput = { sku: "A-1", gift: true };
upsert({ ...withId(checked), ...changed({}), line_items: [line, ...ownLines] });

// Amounts and dates of libraries.
upsert({ ...base, email: "ada@example.com", total: new Decimal("95.50"), subtotal: new Big(90) });
upsert({ ...base, email: "ada@example.com", order_date: DateTime.utc() });
upsert({ ...base, email: "ada@example.com", order_date: dayjs() });
upsert({ ...base, email: "ada@example.com", order_date: moment() });

// What `parseOrder` gives can be sent.
client.orders.upsert(parseOrder({}).order);

// A part of the store that only reports orders can be tried without a client.
const reporter = (privy: Pick<PrivyClient, "orders">): Promise<UpsertResult> => privy.orders.upsert(constant);
interface OrderReporter {
  orders: { upsert(order: OrderInput): Promise<UpsertResult> };
}
const own: OrderReporter = client;
reporter(own);

// @ts-expect-error a misspelt field
upsert({ ...base, email: "ada@example.com", fulfilment_status: "open" });
// @ts-expect-error a status that Privy does not have
upsert({ ...base, email: "ada@example.com", financial_status: "cancelled" });
// @ts-expect-error null in a required field
upsert({ ...base, email: "ada@example.com", total: null });
// @ts-expect-error a number is not a point in time
upsert({ ...base, email: "ada@example.com", order_date: 1772271000 });
// @ts-expect-error an amount that is neither a number nor a decimal
upsert({ ...base, email: "ada@example.com", total: { amount: 95 } });
// @ts-expect-error a line whose price is not an amount
upsert({ ...base, email: "ada@example.com", line_items: [{ price: true, title: "Mug" }] });
// @ts-expect-error a consent that is text
upsert({ ...base, email: "ada@example.com", accepts_sms_marketing: "yes" });

// What was parsed can be sent, and parsed again.
const { order, warnings } = parseOrder({});
proved<Equal<typeof order, OrderPayload>>();
proved<Equal<typeof warnings, readonly OrderWarning[]>>();
proved<Equal<OrderPayload["order_id"], string>>();
proved<Equal<OrderPayload["financial_status"], FinancialStatus | undefined>>();
proved<Equal<OrderPayload["fulfillment_status"], FulfillmentStatus | undefined>>();
proved<Equal<OrderIdInput, number | bigint | string>>();
proved<Equal<ReturnType<typeof orderIdFrom>, string>>();
proved<Equal<Parameters<typeof fromMinorUnits>, [amount: number | bigint, currency: string]>>();
proved<Equal<StandardSchemaV1.InferInput<typeof orderSchema>, OrderInput>>();
proved<Equal<StandardSchemaV1.InferOutput<typeof orderSchema>, OrderPayload>>();
proved<Equal<StandardSchemaV1.InferOutput<typeof orderIdSchema>, string>>();

const result = safeParseOrder({});
if (result.success) proved<Equal<typeof result.order, OrderPayload>>();
else result.error.issues satisfies readonly { path: readonly (string | number)[]; message: string }[];

const options: ParseOrderOptions = { defaultCountry: "US", invalidPhone: "throw", unknownFields: "send" };
parseOrder({}, options);
// @ts-expect-error no such choice
parseOrder({}, { invalidPhone: "warn" });
