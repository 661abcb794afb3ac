import { type InputIssue, InvalidInputError } from "../../errors/invalid-input-error.js";
import { type Problems, readRule, toIssue } from "../field.js";
import { dataOf, throwsWhenRead } from "../objects/data-object.js";
import { issuesOf } from "../objects/issues-of.js";
import { addDoubts } from "./add-doubts.js";
import { notAnOrder } from "./not-an-order.js";
import { readOrderBuyer } from "./order-buyer.js";
import { orderFieldNames, orderFieldsOf } from "./order-fields.js";
import type { OrderPayload } from "./order-input.js";
import { orderPayload } from "./order-payload.js";
import type { OrderWarning } from "./order-warning.js";
import { type ParseOrderOptions, parseOrderOptionIssues } from "./parse-order-options.js";
import { platformOrderAdvice } from "./platform-order.js";
import { addFields, readUnknownFields, refuseUnknownField } from "./unknown-fields.js";

// One import names all that goes in and comes out.
export type { OrderInput, OrderPayload } from "./order-input.js";
export type { OrderWarning, OrderWarningCode } from "./order-warning.js";
export type { ParseOrderOptions } from "./parse-order-options.js";

/** An order that can be sent. */
export interface ParsedOrder {
  readonly order: OrderPayload;
  /** What was left out so that it can be sent, and what looks like a mistake; worth a line in a log. Empty in most cases. */
  readonly warnings: readonly OrderWarning[];
}

/** The result of `safeParseOrder`; `success` distinguishes the two. */
export type SafeParseOrderResult =
  | (ParsedOrder & { readonly success: true; readonly error?: never })
  | {
      readonly success: false;
      readonly error: InvalidInputError;
      readonly order?: never;
      readonly warnings?: never;
    };

const known: ReadonlySet<string> = /* @__PURE__ */ new Set(orderFieldNames);

function failure(issues: readonly InputIssue[], subject = "The order was not sent"): SafeParseOrderResult {
  return { success: false, error: new InvalidInputError(subject, issues) };
}

function readOrder(input: unknown, options: ParseOrderOptions, nowMs: number): SafeParseOrderResult {
  const given = dataOf(input);
  if (given === undefined) return failure([{ path: [], ...notAnOrder(input) }]);
  const advice = platformOrderAdvice(given);
  if (advice !== undefined) return failure(issuesOf(advice));
  const problems: Problems = { value: undefined, issues: [] };
  const read = readRule(orderFieldsOf(given), given);
  const buyer = readOrderBuyer(given, options, problems);
  const refuse = (field: string): void => refuseUnknownField(problems, field, orderFieldNames);
  const unknown = readUnknownFields(
    given,
    known,
    problems,
    options.unknownFields === "send" ? undefined : refuse,
  );
  if (read.issues !== undefined || problems.issues.length > 0)
    return failure([...(read.issues ?? []), ...problems.issues].map(toIssue));
  const order = orderPayload(read.value, buyer);
  addFields(order, unknown);
  const { warnings } = buyer;
  addDoubts(order, nowMs, warnings);
  return { success: true, order, warnings };
}

function safeParseAt(input: unknown, options: ParseOrderOptions, nowMs: number): SafeParseOrderResult {
  try {
    return readOrder(input, options, nowMs);
  } catch {
    return failure([throwsWhenRead]);
  }
}

/** Does what `parseOrder` does, by a client's own clock and with options that have been checked. */
export function parseOrderAt(nowMs: number, input: unknown, options: ParseOrderOptions): ParsedOrder {
  const read = safeParseAt(input, options, nowMs);
  if (!read.success) throw read.error;
  return read;
}

/**
 * Does what `parseOrder` does, and returns the `InvalidInputError` instead of throwing it.
 *
 * @param input the order, as an `OrderInput` or as data of unknown origin
 */
export function safeParseOrder(input: unknown, options: ParseOrderOptions = {}): SafeParseOrderResult {
  const optionIssues = parseOrderOptionIssues(options);
  if (optionIssues.length > 0) return failure(optionIssues, "The options cannot be used");
  return safeParseAt(input, options, Date.now());
}

/**
 * Checks an order and brings it into the form that Privy expects, without sending it: the same that
 * `orders.upsert` does first. Nothing of the input is changed or shared, and parsing the result again changes nothing.
 *
 * `order_id` becomes its exact digits, `phone` E.164, `order_date` UTC text, amounts numbers in major units; `null` in an
 * optional field and blank `email`, `phone` and `customer_id` are omitted; items and addresses keep the keys they have. A
 * phone number that cannot exist is left out, with a warning, while an email remains, and an email that cannot be read while a
 * phone remains.
 *
 * @param input the order, as an `OrderInput` or as data of unknown origin
 * @throws InvalidInputError with every problem at once, each with its path, and none quoting a value
 * @see https://help.privy.com/docs (order placed)
 */
export function parseOrder(input: unknown, options: ParseOrderOptions = {}): ParsedOrder {
  const { error, order, warnings } = safeParseOrder(input, options);
  if (error !== undefined) throw error;
  return { order, warnings };
}
