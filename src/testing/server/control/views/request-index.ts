import type { LogEntry } from "../../../kit/log/log-entry.js";
import type { RequestEffects } from "../../../privy/account/journal.js";
import type { ServerState } from "../../../privy/account/server-state.js";

/** An index of the log's requests by the order that they changed. */
export interface RequestIndex {
  /** The positions, oldest first, of requests that the log still has. */
  ofOrder(orderId: string): readonly number[];
}

/** Creates the index of one fake. At each use it reads the new requests and removes those that the log has dropped. */
export function createRequestIndex(state: () => ServerState): RequestIndex {
  let byOrder = new Map<string, number[]>();
  let era: object | undefined;
  let next = 1;
  let built = 1;

  function add({ effects, position }: LogEntry<RequestEffects>): void {
    const id = effects?.order?.after.order_id;
    if (id === undefined) return;
    const others = byOrder.get(id);
    if (others === undefined) byOrder.set(id, [position]);
    else others.push(position);
  }

  function update(): number {
    const { log } = state();
    const position = log.position();
    const kept = position.count - position.oldest + 1;
    // Rebuilt once as many requests have been dropped as are kept, so that it stays proportional to the log.
    if (position.era !== era || position.oldest - built > Math.max(1_000, kept)) {
      era = position.era;
      byOrder = new Map();
      next = position.oldest;
      built = position.oldest;
    }
    for (const entry of log.range(next, position.count)) add(entry);
    next = position.count + 1;
    return position.oldest;
  }

  return {
    ofOrder(orderId) {
      const oldest = update();
      return (byOrder.get(orderId) ?? []).filter((position) => position >= oldest);
    },
  };
}
