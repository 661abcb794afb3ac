import type { FakeOrder } from "../model.js";

/** The statuses that follow each other in an order's life. Others, such as `voided`, may come at any time. */
const ranks: Readonly<Record<"fulfillment_status" | "financial_status", readonly (readonly string[])[]>> = {
  fulfillment_status: [
    ["open", "pending", "pending_fulfillment", "scheduled", "on_hold", "unfulfilled"],
    ["in_progress"],
    ["partially_fulfilled"],
    ["fulfilled"],
    ["delivered"],
  ],
  financial_status: [
    ["pending"],
    ["authorized"],
    ["partially_paid"],
    ["paid"],
    ["partially_refunded"],
    ["refunded"],
  ],
};

/** Returns the status that went back from one version to the next: `delivered → fulfilled`. */
export function stepBack(before: FakeOrder, after: FakeOrder): string | undefined {
  for (const name of ["fulfillment_status", "financial_status"] as const) {
    const rankOf = (status = ""): number => ranks[name].findIndex((group) => group.includes(status));
    const [from, to] = [rankOf(before[name]), rankOf(after[name])];
    if (to >= 0 && to < from) return `${before[name]} → ${after[name]}`;
  }
  return undefined;
}

/** Columns that the fake writes itself, whatever was sent. */
const bookkeeping: ReadonlySet<string> = new Set([
  "created_at",
  "updated_at",
  "contact_id",
  "integration_id",
  "initial_sync",
  "counts_in_statistics",
]);

/** Returns whether two versions of an order are equal. */
export function sameOrder(one: FakeOrder, other: FakeOrder): boolean {
  if (one === other) return true;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  for (const name of names) {
    if (!bookkeeping.has(name) && !isSame(Reflect.get(one, name), Reflect.get(other, name))) return false;
  }
  return true;
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every(
      (name) => Object.hasOwn(other, name) && isSame(Reflect.get(one, name), Reflect.get(other, name)),
    )
  );
}
