import { parseOrder, safeParseOrder } from "privy-orders/schemas";

/** The least that is an order. */
export const least = {
  order_id: "1001",
  total: 95,
  currency: "USD",
  order_date: "2026-02-28T09:30:00Z",
  email: "ada@example.com",
};

/** The order as it would be sent, with these fields changed. */
export function sent(fields: object = {}): Record<string, unknown> {
  return { ...parseOrder({ ...least, ...fields }).order };
}

/** What is said about one field, given by its path, when the order has these fields; undefined when nothing is. */
export function said(fields: object, path: string): string | undefined {
  const { error } = safeParseOrder({ ...least, ...fields });
  return error?.issues.find((issue) => issue.path.join(".") === path)?.message;
}
