import type { OrderInput } from "privy-orders";

/** The n-th state of a proof, a partial one: `total` says which it is, and other fields are left out now and then. */
export function stateAt(index: number, orders: number): OrderInput {
  const id = 1 + ((index * 7) % orders);
  return {
    order_id: id,
    email: `buyer${id}@example.com`,
    total: index + 1,
    currency: "USD",
    order_date: "2026-01-01T10:00:00Z",
    ...(index % 3 === 0 && { customer_id: `customer-${index}` }),
    ...(index % 4 === 0 && { subtotal: index }),
    ...(index % 5 === 0 && { total_items: index }),
  };
}
