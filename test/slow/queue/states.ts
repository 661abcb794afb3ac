import type { OrderInput } from "privy-orders";

/** A prime, so that every order gets every mixture of fields. */
export const ORDERS = 37;

/**
 * The n-th state of a proof, a partial one: `total` says which it is, and other fields are left out now and then. Every fifth
 * is an order of its own, so that one lost state is one lost order.
 */
export function stateAt(index: number, orders: number): OrderInput {
  const id = index % 5 === 4 ? 1_000_000 + index : 1 + ((index * 7) % orders);
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

/** What became of the states 0 to `accepted` − 1. */
export interface Judgement {
  /** Orders whose newest state has not arrived: the numbers of those states. */
  readonly lost: readonly number[];
  /** Orders whose newest state has arrived, but another field is not as an earlier state said. */
  readonly wrong: number;
}

/** Compares what has arrived with what was accepted, field by field. */
export function judge(
  stored: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
  accepted: number,
  orders: number = ORDERS,
): Judgement {
  const expected = new Map<string, Record<string, unknown>>();
  for (let index = 0; index < accepted; index += 1) {
    // It arrives as the same moment in another spelling.
    const { order_date: _date, ...state } = stateAt(index, orders);
    const id = String(state.order_id);
    expected.set(id, { ...expected.get(id), ...state });
  }
  const lost: number[] = [];
  let wrong = 0;
  for (const [id, state] of expected) {
    const found = stored.get(id);
    const isSame = (name: string): boolean => String(found?.[name]) === String(state[name]);
    if (!isSame("total")) lost.push(Number(state.total) - 1);
    else if (!Object.keys(state).every(isSame)) wrong += 1;
  }
  return { lost, wrong };
}
