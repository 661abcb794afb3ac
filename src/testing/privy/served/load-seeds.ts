import { isPlainObject } from "../../../schemas/objects/plain-object.js";
import type { ErrorDetail, Reply } from "../../kit/exchange/reply.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";
import type { ServerState } from "../account/server-state.js";
import { addContact, type FakeContactOptions } from "../contacts/add-contact.js";
import type { EngagementInput } from "../engines/engagement.js";
import { placeOrder } from "../orders/place-order.js";

/** The initial data of an account, in the order in which it is stored. */
export interface Seeds {
  /** As `addContact` takes them. */
  readonly contacts?: readonly unknown[] | undefined;
  /** Bodies of `POST /orders/placed`; `initial_sync` is true unless they set it. */
  readonly orders?: readonly unknown[] | undefined;
  /** As `recordEngagement` takes them. */
  readonly engagements?: readonly unknown[] | undefined;
}

/** One seed that was not stored. */
export interface RefusedSeed {
  readonly kind: "contact" | "order" | "engagement";
  /** Its place in its list, from 0. */
  readonly index: number;
  readonly message: string;
  readonly details?: readonly ErrorDetail[];
}

/** The result of loading the seeds. */
export interface LoadReport {
  readonly contacts: number;
  readonly orders: number;
  readonly engagements: number;
  readonly refused: readonly RefusedSeed[];
}

/** Stores seeds, without recording requests or using the rate limit; refused seeds are left out. */
export function loadSeeds(seeds: Seeds, state: ServerState): LoadReport {
  const refused: RefusedSeed[] = [];

  function storeAll(
    kind: RefusedSeed["kind"],
    list: readonly unknown[],
    store: (seed: unknown) => Reply | undefined,
  ): number {
    let stored = 0;
    list.forEach((seed, index) => {
      const refusal = attempt(seed, store);
      if (refusal === undefined) stored += 1;
      else refused.push({ kind, index, ...refusal });
    });
    return stored;
  }

  const { contacts = [], orders = [], engagements = [] } = seeds;
  return {
    contacts: storeAll("contact", contacts, (seed) => {
      // Checked by the function itself.
      addContact(seed as FakeContactOptions, state);
      return undefined;
    }),
    orders: storeAll("order", orders, (seed) => storeOrder(seed, state)),
    engagements: storeAll("engagement", engagements, (seed) => {
      // Checked by the function itself.
      state.attribution.record(seed as EngagementInput);
      return undefined;
    }),
    refused,
  };
}

function attempt(
  seed: unknown,
  store: (seed: unknown) => Reply | undefined,
): Pick<RefusedSeed, "message" | "details"> | undefined {
  if (!isPlainObject(seed)) return { message: "It must be a JSON object" };
  try {
    const reply = store(seed);
    if (reply === undefined || reply.status < 400) return undefined;
    const { details = [] } = reply;
    const message = details.map(({ field, message }) => `${field} ${message}`).join("; ");
    return { message: message || `refused with ${reply.status}`, details };
  } catch (error) {
    if (error instanceof FakeUsageError) return { message: error.message };
    throw error;
  }
}

function storeOrder(seed: unknown, state: ServerState): Reply {
  const body = { initial_sync: true, ...Object(seed) };
  const request = { method: "POST", path: "/v1/orders/placed", search: "", headers: {}, bodyText: "" };
  const receivedAtMs = state.clock.now();
  return state.acting("load", () => placeOrder({ request, receivedAtMs, channel: "http", body }, state));
}
