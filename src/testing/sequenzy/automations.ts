import type { Clock } from "../../http/clock.js";
import type { FakeSequenzyAutomation, FakeSequenzyReminder } from "./model.js";

interface Key {
  readonly email: string;
  readonly productId: string;
}

/** What waits to write to the subscribers of one account about products. */
export interface Automations {
  /** Somebody wants to hear when a product is there again. */
  awaitStock(key: Key): FakeSequenzyAutomation;
  /** Schedules a replenishment reminder. */
  remind(reminder: Key & { readonly orderId: string; readonly dueAtMs: number }): void;
  /** The product was bought: whatever waits to recommend it to this person is cancelled (Push Order). */
  supersede(key: Key & { readonly orderId: string }): void;
  /** Cancels the reminders that the order had led to. */
  endOf(orderId: string): void;
  all(): readonly FakeSequenzyAutomation[];
  reminders(): readonly FakeSequenzyReminder[];
  snapshot(): readonly AutomationRow[];
  restore(rows: readonly AutomationRow[]): void;
}

/** One automation as it is kept. */
export interface AutomationRow extends Key {
  readonly automationId: string;
  readonly order: { readonly orderId: string; readonly dueAtMs: number } | undefined;
  readonly cancelledByOrderId: string | null;
}

type Row = { -readonly [Name in keyof AutomationRow]: AutomationRow[Name] };

/** Makes the automations of an account; by the clock a reminder's time comes. */
export function createAutomations(clock: Clock): Automations {
  let rows: Row[] = [];

  function add(key: Key, order: Row["order"]): Row {
    const row: Row = {
      automationId: `automation-${rows.length + 1}`,
      email: key.email.toLowerCase(),
      productId: key.productId,
      order,
      cancelledByOrderId: null,
    };
    rows.push(row);
    return row;
  }

  function stateOf({ cancelledByOrderId, order }: Row): FakeSequenzyAutomation["state"] {
    if (cancelledByOrderId !== null) return "cancelled";
    return order !== undefined && order.dueAtMs <= clock.now() ? "sent" : "waiting";
  }

  function cancel(which: (row: Row) => boolean, orderId: string): void {
    for (const row of rows) {
      if (stateOf(row) === "waiting" && which(row)) row.cancelledByOrderId = orderId;
    }
  }

  function describe(row: Row): FakeSequenzyAutomation {
    const { automationId, email, productId, cancelledByOrderId, order } = row;
    const kind = order === undefined ? "back_in_stock" : "replenishment";
    return Object.freeze({ automationId, kind, email, productId, state: stateOf(row), cancelledByOrderId });
  }

  return {
    awaitStock: (key) => describe(add(key, undefined)),
    remind: ({ orderId, dueAtMs, ...key }) => void add(key, { orderId, dueAtMs }),
    supersede: ({ email, productId, orderId }) =>
      cancel((row) => row.email === email.toLowerCase() && row.productId === productId, orderId),
    endOf: (orderId) => cancel((row) => row.order?.orderId === orderId, orderId),
    snapshot: () => rows.map((row) => ({ ...row })),
    restore(given) {
      rows = given.map((row) => ({ ...row }));
    },
    all: () => Object.freeze(rows.map(describe)),
    reminders: () =>
      Object.freeze(
        rows.flatMap((row) => {
          if (row.order === undefined) return [];
          const { orderId, dueAtMs } = row.order;
          const dueAt = new Date(dueAtMs).toISOString();
          return [Object.freeze({ ...describe(row), kind: "replenishment" as const, orderId, dueAt })];
        }),
      ),
  };
}
