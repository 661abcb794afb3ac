import type { DeliveryClient, WorkOptions } from "./work-options.js";

/** The target of an order, or the missing name. */
export type DeliveryTarget =
  | { readonly client: DeliveryClient; readonly integrationToken: string | undefined }
  | { readonly missing: "unknown_account" | "unknown_integration" };

const isClient = (value: unknown): value is DeliveryClient =>
  typeof value === "object" && value !== null && "orders" in value;

async function clientOf(
  clients: WorkOptions["client"],
  account: string,
): Promise<DeliveryClient | undefined> {
  if (typeof clients === "function") return clients(account);
  if (isClient(clients)) return clients;
  // A name from a payload must not find what every object has.
  return Object.hasOwn(clients, account) ? clients[account] : undefined;
}

/** Maps the names of a payload to this process's clients and tokens. */
export async function deliveryTarget(
  { client: clients, integrations = {} }: Pick<WorkOptions, "client" | "integrations">,
  account: string,
  integration: string | undefined,
): Promise<DeliveryTarget> {
  const client = await clientOf(clients, account);
  if (client === undefined) return { missing: "unknown_account" };
  if (integration === undefined) return { client, integrationToken: undefined };
  const integrationToken = Object.hasOwn(integrations, integration) ? integrations[integration] : undefined;
  return integrationToken === undefined ? { missing: "unknown_integration" } : { client, integrationToken };
}
