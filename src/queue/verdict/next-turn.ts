import { InvalidInputError } from "../../errors/invalid-input-error.js";
import type { Priority } from "../../http/call-options.js";
import type { OrderPayload } from "../../schemas/order/order.js";
import type { QueuedState } from "../payload/queued-state.js";

/** One request: one state of an order, or several that are merged into the newest. */
export interface QueueTurn {
  /** Oldest first. */
  readonly states: readonly [QueuedState, ...QueuedState[]];
  /** The merged order: a field that a later state leaves out keeps its earlier value; a list replaces a list. */
  readonly order: OrderPayload;
  /** The name of the integration; undefined for the client's own. */
  readonly integration: string | undefined;
  /** `live` when one of them is. */
  readonly priority: Priority;
  /** The newest version among them. */
  readonly version: number | undefined;
}

/** The plan for the states of one order. */
export interface TurnPlan {
  /** The next request; undefined when no state is left to send. */
  readonly turn: QueueTurn | undefined;
  /** States to drop, because they are older than the newest delivered version. */
  readonly stale: readonly QueuedState[];
  /** The states of later requests, in their order. */
  readonly rest: readonly QueuedState[];
}

/** States with versions go by them; those without keep their places between them. Equal versions go by arrival. */
function inOrder(states: readonly QueuedState[]): QueuedState[] {
  const versioned = states
    .map((state, place) => ({ state, place }))
    .filter(({ state }) => state.version !== undefined)
    .sort((a, b) => (a.state.version ?? 0) - (b.state.version ?? 0) || a.place - b.place);
  let next = 0;
  return states.map((state) => (state.version === undefined ? state : (versioned[next++]?.state ?? state)));
}

/** Returns the key by which states can be merged: past and live orders, and other integrations, stay separate. */
const keyOf = ({ order, integration }: QueuedState): string =>
  `${order.initial_sync === true} ${integration ?? ""}`;

/** Merges several states, field by field. */
function merge(states: readonly QueuedState[]): OrderPayload {
  // The fields of several payloads of one order are a payload of that order.
  return Object.assign({}, ...states.map(({ order }) => order)) as OrderPayload;
}

/** Plans the requests for the states of one order, given in the order of their arrival. A pure function. */
export function planTurn(states: readonly QueuedState[], watermark?: number): TurnPlan {
  const isStale = ({ version }: QueuedState): boolean =>
    version !== undefined && watermark !== undefined && version < watermark;
  const stale = states.filter(isStale);
  const [first, ...others] = inOrder(states.filter((state) => !isStale(state)));
  if (first === undefined) return { turn: undefined, stale, rest: [] };
  const end = others.findIndex((state) => keyOf(state) !== keyOf(first));
  const merged = end < 0 ? others : others.slice(0, end);
  const all: QueueTurn["states"] = [first, ...merged];
  const versions = all.flatMap(({ version }) => version ?? []);
  const turn: QueueTurn = {
    states: all,
    order: merge(all),
    integration: first.integration,
    priority: all.some(({ priority }) => priority === "live") ? "live" : "backfill",
    version: versions.length === 0 ? undefined : Math.max(...versions),
  };
  return { turn, stale, rest: others.slice(merged.length) };
}

/**
 * The next request of an order: its oldest states, merged as far as they may be. Given in the order of their arrival; those
 * with a version are ordered by it. Nothing for no states.
 */
export function nextTurn(states: readonly QueuedState[]): QueueTurn | undefined {
  if (!Array.isArray(states)) {
    const message = "must be a list of the states of one order";
    throw new InvalidInputError("The next request was not found", [
      { code: "invalid", path: ["states"], message },
    ]);
  }
  return planTurn(states).turn;
}
