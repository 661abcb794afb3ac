import {
  fields,
  optional,
  type Problems,
  passOn,
  type Rule,
  readPart,
  refuse,
  report,
  required,
} from "../schemas/field.js";
import { nearestName } from "../schemas/objects/nearest-name.js";
import { readOpenObject } from "../schemas/objects/open-object.js";
import { isPlainObject } from "../schemas/objects/plain-object.js";
import { isQuotableKey } from "../schemas/objects/quotable-key.js";
import { currency } from "../schemas/values/currency.js";
import { readEmail } from "../schemas/values/email.js";
import { readText } from "../schemas/values/text-value.js";
import { timestamp } from "../schemas/values/timestamp.js";
import type {
  SequenzyCustomer,
  SequenzyCustomerTotals,
  SequenzyItem,
  SequenzyOrderPayload,
  SequenzyOrderStatus,
} from "./order-input.js";
import { readProperties } from "./properties.js";

type Rules<Shape> = { [Field in keyof Required<Shape>]: Rule<Shape[Field]> };

/** Text that must be there. */
const requiredText: Rule<string> = required((value, problems) => {
  if (value === undefined || value === null) return refuse(problems, "missing", "is required");
  const text = readText(value, problems);
  return problems.issues.length === 0 && text.trim() === ""
    ? refuse(problems, "missing", "must not be empty")
    : text;
});

const optionalText: Rule<string | undefined> = optional((value, problems) => {
  const text = readText(value, problems);
  return problems.issues.length === 0 && text.trim() === "" ? undefined : text;
});

/** Reads an amount in minor units. A fraction or a text is probably a price in major units: refused, not guessed. */
function readCents(value: unknown, problems: Problems): number {
  const whole = typeof value === "bigint" ? Number(value) : value;
  if (typeof whole === "number" && Number.isSafeInteger(whole)) return whole === 0 ? 0 : whole;
  if (value === undefined || value === null) {
    return refuse(problems, "missing", "is required: a whole number of minor units, such as 1250 for 12.50");
  }
  return refuse(
    problems,
    "invalid",
    "must be a whole number of minor units, such as 1250 for 12.50; convert an amount in major units with toMinorUnits(amount, currency)",
  );
}

const wholeFrom =
  (least: number) =>
  (value: unknown, problems: Problems): number =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= least
      ? value
      : refuse(problems, "invalid", `must be a whole number from ${least}`);

/** Reports every key that Sequenzy's documentation does not have. */
function refuseUnknown(value: object, known: readonly string[], extras: string, problems: Problems): void {
  for (const key of Object.keys(value)) {
    if (known.includes(key) || Reflect.get(value, key) === undefined) continue;
    const nearest = isQuotableKey(key)
      ? (known.find((name) => name.toLowerCase() === key.replace(/_/g, "").toLowerCase()) ??
        nearestName(key, known))
      : undefined;
    const advice = nearest === undefined ? extras : `did you mean "${nearest}"?`;
    if (isQuotableKey(key))
      report(problems, "unknown_field", `unknown field of a Sequenzy order; ${advice}`, [key]);
    else
      report(
        problems,
        "unknown_field",
        "has a field that Sequenzy does not have, and whose name is not quoted here",
      );
  }
}

/** Reads a closed object by its rules, and leaves out what was not given. */
function closed<Shape extends object>(
  rules: Rules<Shape>,
  extras: string,
): (value: unknown, problems: Problems) => Shape {
  const schema = fields(rules);
  const names = Object.keys(rules);
  return (value, problems) => {
    if (!isPlainObject(value)) return refuse(problems, "invalid", "must be a plain object");
    refuseUnknown(value, names, extras, problems);
    const read = readPart(schema, value, problems);
    // Every field was read by its own rule; those that were not given are undefined, and are left out.
    return Object.fromEntries(
      Object.entries(read ?? {}).filter(([, member]) => member !== undefined),
    ) as Shape;
  };
}

const readCustomer = closed<SequenzyCustomer>(
  {
    email: required((value, problems) => {
      const blank =
        value === undefined || value === null || (typeof value === "string" && value.trim() === "");
      if (blank) return refuse(problems, "missing", "is required: Sequenzy knows people by e-mail only");
      return readEmail(value, problems) ?? "";
    }),
    externalId: optionalText,
    firstName: optionalText,
    lastName: optionalText,
    attributes: optional((value, problems) => readOpenObject(value, problems)),
  },
  "put it into attributes",
);

const readItem = closed<SequenzyItem>(
  {
    productId: requiredText,
    title: requiredText,
    quantity: required(wholeFrom(1)),
    variantId: optionalText,
    sku: optionalText,
    variantTitle: optionalText,
    priceCents: optional(readCents),
  },
  "an item has productId, title, quantity, variantId, sku, variantTitle and priceCents",
);

const readTotals = closed<SequenzyCustomerTotals>(
  { ordersCount: optional(wholeFrom(0)), totalSpentCents: optional(readCents) },
  "customerTotals has ordersCount and totalSpentCents",
);

const statuses: readonly SequenzyOrderStatus[] = ["placed", "cancelled", "fulfilled", "refunded"];

/** Reads a list, each element by the same rule, with its place in the path of its problems. */
function readItems(value: unknown, problems: Problems): SequenzyItem[] {
  if (!Array.isArray(value)) return refuse(problems, "invalid", "must be an array of items");
  return value.map((element: unknown, index) => {
    const own: Problems = { value: undefined, issues: [] };
    const item = readItem(element, own);
    passOn(problems, own.issues, [index]);
    return item;
  });
}

const rules: Rules<SequenzyOrderPayload> = {
  orderId: requiredText,
  orderNumber: optionalText,
  status: optional((value, problems) => {
    const status = statuses.find((known) => known === value);
    if (status !== undefined) return status;
    const nearest = typeof value === "string" ? nearestName(value, statuses) : undefined;
    return refuse(
      problems,
      "unknown_status",
      `must be one of ${statuses.join(", ")}${nearest === undefined ? "" : `; did you mean "${nearest}"?`}`,
    );
  }),
  totalCents: required(readCents),
  currency,
  orderedAt: optional((value, problems) => readPart(timestamp, value, problems)),
  customer: required(readCustomer),
  items: optional(readItems),
  refundAmountCents: optional(readCents),
  customerTotals: optional(readTotals),
  properties: optional(readProperties),
};

/** Reads an order's fields, and refuses those that Sequenzy does not have. */
export const readSequenzyOrder: (value: unknown, problems: Problems) => SequenzyOrderPayload =
  closed<SequenzyOrderPayload>(rules, "put it into properties");
