import type { Clock } from "../../http/clock.js";
import type { FakeSequenzyAutomation, FakeSequenzyReminder } from "./model.js";

interface Key {
  readonly email: string;
  readonly productId: string;
}

/** The scheduled messages about products to one account's subscribers. */
export interface Automations {
  /** Adds a back-in-stock request for a product. */
  awaitStock(key: Key): FakeSequenzyAutomation;
  /** Schedules a replenishment reminder. */
  remind(reminder: Key & { readonly orderId: string; readonly dueAtMs: number }): void;
  /** Cancels the pending messages to a person about a product that was bought. */
  supersede(key: Key & { readonly orderId: string }): void;
  /** Cancels the reminders of an order. */
  endOf(orderId: string): void;
  all(): readonly FakeSequenzyAutomation[];
  reminders(): readonly FakeSequenzyReminder[];
  snapshot(): readonly AutomationRow[];
  restore(rows: readonly AutomationRow[]): void;
}

/** A stored automation. */
export interface AutomationRow extends Key {
  readonly automationId: string;
  readonly order: { readonly orderId: string; readonly dueAtMs: number } | undefined;
  readonly cancelledByOrderId: string | null;
}

type Row = { -readonly [Name in keyof AutomationRow]: AutomationRow[Name] };

/** Creates the automations of an account; the clock decides when a reminder is due. */
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
