import * as z from "zod/mini";

const about = (text: string) => z.describe(text);

const text = z.string().check(z.minLength(1));
const duration = z
  .union([z.int().check(z.minimum(0)), z.string().check(z.regex(/^\d{1,16}(?:ms|s|m|h|d|w)$/))])
  .check(about('Milliseconds, or a whole number and its unit: "30m" (minutes), "2h", "7d".'));
const moment = z
  .union([z.string(), z.number()])
  .check(about('ISO 8601 with a zone, a whole UTC day ("2026-01-31"), or milliseconds since 1970.'));
const ids = z.array(z.union([text, z.number()])).check(z.minLength(1));
const anyOrAll = z.enum(["any", "all"]);

const oneNumber = { operator: z.enum(["gt", "gte", "lt", "lte", "eq"]), value: z.number() };
const twoNumbers = { operator: z.literal("between"), value: z.tuple([z.number(), z.number()]) };
const currency = z.optional(text.check(about("Only orders in this currency hold. Default: any.")));
const orderCount = { type: z.literal("order_count") };
const orderValue = { type: z.literal("order_value"), currency };
const orderDate = { type: z.enum(["first_order_date", "last_order_date"]) };

const flowCondition = z.union([
  z.strictObject({ ...orderValue, ...oneNumber }),
  z.strictObject({ ...orderValue, ...twoNumbers }),
  z.strictObject({ ...orderCount, ...oneNumber }),
  z.strictObject({ ...orderCount, ...twoNumbers }),
  z.strictObject({
    type: z.literal("purchased_product"),
    productIds: ids,
    match: z.optional(anyOrAll.check(about("Default any."))),
  }),
  z.strictObject({
    type: z.literal("purchased_variant"),
    variantIds: ids,
    match: z.optional(anyOrAll.check(about("Default any."))),
  }),
]);

const entry = z.union([
  z.strictObject({ frequency: z.enum(["immediate", "never"]) }),
  z.strictObject({ frequency: z.literal("delayed"), after: duration }),
]);

/** A flow, as the config of the fake may define it. */
export const flowSchema: z.ZodMiniType = z.strictObject({
  name: text.check(about("Unique among the flows.")),
  trigger: z.enum(["order_placed", "order_received"]).check(about("A new order, or one marked delivered.")),
  conditions: z.optional(z.array(flowCondition).check(about("All of them must hold. Default: none."))),
  entry: z.optional(entry.check(about("How often one contact may enter. Default: again at once."))),
  exitWhenContactBuys: z.optional(
    z.boolean().check(about("Whether a contact leaves it with another order. Default false.")),
  ),
  active: z.optional(z.boolean().check(about("Default true."))),
});

const segmentCondition = z.union([
  z.strictObject({ ...orderCount, ...oneNumber }),
  z.strictObject({ ...orderCount, ...twoNumbers }),
  z.strictObject({ ...orderDate, operator: z.enum(["before", "after", "on"]), value: moment }),
  z.strictObject({ ...orderDate, operator: z.literal("between"), value: z.tuple([moment, moment]) }),
  z.strictObject({ ...orderDate, operator: z.enum(["within_last", "not_within_last"]), value: duration }),
]);

/** A segment, as the config of the fake may define it. */
export const segmentSchema: z.ZodMiniType = z.strictObject({
  name: text.check(about("Unique among the segments.")),
  match: z.optional(z.enum(["all", "any"]).check(about("Whether all conditions must hold. Default all."))),
  conditions: z.array(segmentCondition).check(z.minLength(1)),
});
