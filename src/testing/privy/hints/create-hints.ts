import type { LogEntry } from "../../kit/log/log-entry.js";
import type { RequestEffects } from "../account/journal.js";
import type { FakeOrder } from "../model.js";
import type { Hint, HintCode, PrivyRequestLog } from "./hint.js";
import { HINT_RULES, type RequestPast } from "./hint-rules.js";
import { sameOrder } from "./order-versions.js";

type Entry = LogEntry<RequestEffects>;

/** The most versions of one order, and the most struck requests, that are remembered. */
const mostVersions = 20;
const mostStruck = 1_000;

/** What is remembered of one order's earlier requests. */
interface OrderPast {
  readonly versions: FakeOrder[];
  readonly unchangedAtMs: number[];
}

const noVersions: OrderPast = { versions: [], unchangedAtMs: [] };
const keyOf = ({ request }: Entry): string => `${request.method} ${request.path}\n${request.bodyText}`;

/**
 * Creates the hints of one log. A hint depends on earlier requests, so requests are evaluated in their order, once
 * each, and only when a hint is read: requests themselves cost nothing more.
 */
export function createHints(context: {
  log: () => Pick<PrivyRequestLog, "range" | "position">;
}): (entry: Entry) => { readonly hints: readonly Hint[] } {
  const found = new WeakMap<Entry, readonly Hint[]>();
  const orders = new Map<string, OrderPast>();
  const struck = new Map<string, number>();
  let limitedUntilMs = Number.NEGATIVE_INFINITY;
  let next = 1;
  let era: object | undefined;

  function pastOf(entry: Entry): RequestPast {
    const id = entry.effects?.order?.after.order_id;
    const { versions, unchangedAtMs } = (id === undefined ? undefined : orders.get(id)) ?? noVersions;
    return { versions, unchangedAtMs, limitedUntilMs, struckPosition: struck.get(keyOf(entry)) };
  }

  function remember(entry: Entry): void {
    if (entry.status === 429) {
      limitedUntilMs = entry.receivedAtMs + Number(entry.retryAfter ?? 0) * 1_000 || limitedUntilMs;
    }
    if (entry.fault === undefined) struck.delete(keyOf(entry));
    else if (struck.size < mostStruck) struck.set(keyOf(entry), entry.position);
    const order = entry.effects?.order;
    if (order === undefined) return;
    const past = orders.get(order.after.order_id) ?? { versions: [], unchangedAtMs: [] };
    orders.set(order.after.order_id, past);
    if (order.before !== undefined && sameOrder(order.before, order.after)) {
      past.unchangedAtMs.push(entry.receivedAtMs);
      if (past.unchangedAtMs.length > mostVersions) past.unchangedAtMs.shift();
    } else {
      past.versions.push(order.after);
      if (past.versions.length > mostVersions) past.versions.shift();
    }
  }

  function hintsOf(entry: Entry): readonly Hint[] {
    const past = pastOf(entry);
    const hints: Hint[] = [];
    // The table has these keys and no others.
    for (const [code, rule] of Object.entries(HINT_RULES) as [HintCode, (typeof HINT_RULES)[HintCode]][]) {
      const message = rule(entry, past);
      if (message !== undefined) hints.push(Object.freeze({ code, message }));
    }
    return Object.freeze(hints);
  }

  return (entry) => {
    const log = context.log();
    const position = log.position();
    if (position.era !== era) {
      era = position.era;
      orders.clear();
      struck.clear();
      limitedUntilMs = Number.NEGATIVE_INFINITY;
      next = 1;
    }
    for (const earlier of log.range(next, entry.position)) {
      found.set(earlier, hintsOf(earlier));
      remember(earlier);
    }
    next = Math.max(next, entry.position + 1);
    return { hints: found.get(entry) ?? Object.freeze([]) };
  };
}
