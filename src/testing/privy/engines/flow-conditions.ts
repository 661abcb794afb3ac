import type { FakeOrder } from "../model.js";
import type { CatalogId, FlowCondition, OrderValueCondition } from "./flow-definition.js";
import { copyNumberTest, describeNumberTest, type NumberTest, passesNumberTest } from "./number-test.js";

/** The values that a condition can use. */
export interface ConditionSubject {
  readonly order: FakeOrder;
  /** How many orders the contact has, as Order Count counts them. */
  orderCount(): number;
}

/** A compiled condition: it returns why it does not hold, or undefined. */
export type CompiledCondition = (subject: ConditionSubject) => string | undefined;

/** Compiles a checked condition, once for all orders; later changes of the definition have no effect. */
export function compileFlowCondition(condition: FlowCondition): CompiledCondition {
  switch (condition.type) {
    case "order_value":
      return orderValue(condition);
    case "order_count":
      return orderCount(copyNumberTest(condition));
    case "purchased_product":
      return purchased("purchased_product", "product_id", condition.productIds, condition.match);
    case "purchased_variant":
      return purchased("purchased_variant", "variant_id", condition.variantIds, condition.match);
  }
}

function orderValue(condition: OrderValueCondition): CompiledCondition {
  const test = copyNumberTest(condition);
  const currency = condition.currency?.toUpperCase();
  const words = `order_value ${describeNumberTest(test)}${currency === undefined ? "" : ` ${currency}`}`;
  return ({ order }) => {
    if (currency !== undefined && order.currency_code !== currency) {
      return `${words}: this order is in ${order.currency_code}`;
    }
    const total = Number(order.total_amount);
    return passesNumberTest(test, total) ? undefined : `${words}: this order's total is ${total}`;
  };
}

function orderCount(test: NumberTest): CompiledCondition {
  const words = `order_count ${describeNumberTest(test)}`;
  return (subject) => {
    const count = subject.orderCount();
    return passesNumberTest(test, count) ? undefined : `${words}: this contact has ${count}`;
  };
}

function purchased(
  type: string,
  key: string,
  ids: readonly CatalogId[],
  match: "any" | "all" = "any",
): CompiledCondition {
  const wanted: ReadonlySet<string> = new Set(ids.map(String));
  const needed = match === "all" ? wanted.size : 1;
  const words = `${type} (${match} of ${wanted.size} ${wanted.size === 1 ? "id" : "ids"})`;
  return ({ order }) => {
    const items = order.line_items ?? [];
    const found = new Set<string>();
    let itemsWithId = 0;
    for (const item of items) {
      // Own keys only: an item can be anything that the store sent.
      const id: unknown = Object.hasOwn(item, key) ? item[key] : undefined;
      if (typeof id !== "string" && typeof id !== "number" && typeof id !== "bigint") continue;
      itemsWithId += 1;
      if (wanted.has(String(id))) found.add(String(id));
    }
    if (found.size >= needed) return undefined;
    if (items.length === 0) return `${words}: this order has no line_items`;
    if (itemsWithId === 0) return `${words}: no line item of this order has a ${key}`;
    return `${words}: the line items of this order have ${found.size} of them in ${key}`;
  };
}
