// Compiled by `tsc --noEmit`, never run: each line says what a caller may and may not write.
import type { StandardSchemaV1 } from "@standard-schema/spec";
import {
  type FinancialStatus,
  type FulfillmentStatus,
  type fromMinorUnits,
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

declare function upsert(order: OrderInput): void;
declare const base: { order_id: number; total: number; currency: string; order_date: Date };
declare const perhaps: boolean;
declare const textOrNull: string | null;
interface OwnAddress {
  city: string;
}
declare const ownAddress: OwnAddress;
declare const ownLines: readonly { sku: string; price: string; note?: string }[];

upsert({ ...base, email: "ada@example.com" });
upsert({ ...base, phone: "+12125551234" });
upsert({ ...base, email: "ada@example.com", phone: textOrNull });
upsert({ ...base, email: textOrNull, phone: "+12125551234" });
upsert({ ...base, phone: "+12125551234", accepts_sms_marketing: true });
upsert({ ...base, phone: "+12125551234", accepts_sms_marketing: perhaps });
upsert({ ...base, email: "ada@example.com", accepts_sms_marketing: false });
upsert({ ...base, email: "ada@example.com", accepts_sms_marketing: null });
upsert({
  ...base,
  order_id: 1n,
  total: "95.00",
  order_date: "2026-02-28T09:30:00Z",
  email: "ada@example.com",
});
upsert({ ...base, email: "ada@example.com", line_items: ownLines, shipping_address: { ...ownAddress } });
upsert({ ...base, email: "ada@example.com", customer_id: null, subtotal: undefined, discounts: null });

// @ts-expect-error neither email nor phone
upsert({ ...base });
// @ts-expect-error perhaps neither email nor phone
upsert({ ...base, email: textOrNull, phone: textOrNull });
// @ts-expect-error an SMS opt-in without a phone
upsert({ ...base, email: "ada@example.com", accepts_sms_marketing: true });
// @ts-expect-error perhaps an SMS opt-in without a phone
upsert({ ...base, email: "ada@example.com", accepts_sms_marketing: perhaps });
// @ts-expect-error an SMS opt-in perhaps without a phone
upsert({ ...base, email: "ada@example.com", phone: textOrNull, accepts_sms_marketing: true });
// @ts-expect-error a misspelt field
upsert({ ...base, email: "ada@example.com", fulfilment_status: "open" });
// @ts-expect-error a status that Privy does not have
upsert({ ...base, email: "ada@example.com", financial_status: "cancelled" });
// @ts-expect-error null in a required field
upsert({ ...base, email: "ada@example.com", total: null });
// @ts-expect-error a number is no point in time
upsert({ ...base, email: "ada@example.com", order_date: 1772271000 });

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
