import { QUEUE_DEFAULTS } from "../queue-options.js";
import { limited } from "./limited.js";
import type { DeliveryClient } from "./work-options.js";
import type { WorkerState } from "./worker-state.js";

/** The target of an order, or what is missing. */
export type DeliveryTarget =
  | { readonly client: DeliveryClient; readonly integrationToken: string | undefined }
  | {
      readonly missing: "unknown_account" | "unknown_integration";
      /** Why the function of `work({ client })` gave no client. */
      readonly error?: unknown;
    };

type Targets = Pick<WorkerState, "targets" | "context" | "abandon">;

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

const isClient = (value: unknown): value is DeliveryClient =>
  typeof fieldOf(fieldOf(value, "orders"), "upsert") === "function";

async function clientOf(state: Targets, account: string): Promise<unknown> {
  const clients = state.targets.client;
  if (typeof clients === "function") return limited(state, QUEUE_DEFAULTS.deliveryMs, () => clients(account));
  if (isClient(clients)) return clients;
  // A name from a payload must not find what every object has.
  return Object.hasOwn(clients, account) ? clients[account] : undefined;
}

/**
 * Maps the names of a payload to this process's clients and tokens. A function that fails, such as one that asks a vault that is
 * gone, is not the fault of any order: it gives no client.
 */
export async function deliveryTarget(
  state: Targets,
  account: string,
  integration: string | undefined,
): Promise<DeliveryTarget> {
  try {
    const client = await clientOf(state, account);
    if (!isClient(client)) return { missing: "unknown_account" };
    if (integration === undefined) return { client, integrationToken: undefined };
    const { integrations = {} } = state.targets;
    const token = Object.hasOwn(integrations, integration) ? integrations[integration] : undefined;
    // An empty one is what is left of a variable that is not set.
    if (token === undefined || token === "") return { missing: "unknown_integration" };
    return { client, integrationToken: token };
  } catch (error) {
    return { missing: "unknown_account", error };
  }
}
