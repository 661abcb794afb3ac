import type { Priority } from "../../http/call-options.js";
import { isRecord } from "../../schemas/objects/is-object.js";
import type { OrderPayload } from "../../schemas/order/order.js";
import type { StoredState } from "../engine/stored-state.js";
import type { QueuedState } from "./queued-state.js";
import type { Sealing } from "./sealing.js";

/** The version of the payload that this package writes. */
const payloadVersion = 1;

/** The result of reading a stored text. A newer worker, or one with another key, may read a text that is unreadable here. */
export type ReadState =
  | { readonly readable: true; readonly state: QueuedState }
  | { readonly readable: false; readonly problem: "unknown_version" | "sealed" | "broken" };

const contextOf = (account: string, orderId: string): string => `${account}/${orderId}`;

/** Serializes the payload of a state as JSON; with sealing, the order in it is ciphertext. */
export async function writePayload(
  state: Omit<QueuedState, "id">,
  sealing: Sealing | undefined,
): Promise<string> {
  const { account, integration, at, version, priority, trace, replayedAt, order } = state;
  const head = {
    v: payloadVersion,
    account,
    integration,
    at,
    version: version === undefined ? undefined : String(version),
    priority: priority === "live" ? undefined : priority,
    trace,
    replayed: replayedAt,
  };
  if (sealing === undefined) return JSON.stringify({ ...head, order });
  const sealed = await sealing.seal(JSON.stringify(order), contextOf(account, order.order_id));
  return JSON.stringify({ ...head, key: sealing.keyId, sealed });
}

/** Written from a checked order; the client checks it again before it is sent. */
function isOrder(value: unknown, orderId: string): value is OrderPayload {
  return isRecord(value) && value.order_id === orderId;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function orderOf(
  payload: Readonly<Record<string, unknown>>,
  stored: StoredState,
  sealing: Sealing | undefined,
): Promise<unknown> {
  if (typeof payload.sealed !== "string") return payload.order;
  if (sealing === undefined || typeof payload.key !== "string") return undefined;
  try {
    return parseJson(
      await sealing.open(payload.sealed, payload.key, contextOf(stored.account, stored.orderId)),
    );
  } catch {
    return undefined;
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const numberOf = (value: unknown): number | undefined => {
  const number = typeof value === "string" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
};

/** Reads what `writePayload` wrote, in any process and any version. Never rejects. */
export async function readPayload(stored: StoredState, sealing: Sealing | undefined): Promise<ReadState> {
  const payload = parseJson(stored.text);
  if (!isRecord(payload)) return { readable: false, problem: "broken" };
  if (payload.v !== payloadVersion) return { readable: false, problem: "unknown_version" };
  const order = await orderOf(payload, stored, sealing);
  if (!isOrder(order, stored.orderId))
    return { readable: false, problem: "sealed" in payload ? "sealed" : "broken" };
  const { id, account, at } = stored;
  const priority: Priority = payload.priority === "backfill" ? "backfill" : "live";
  return {
    readable: true,
    state: {
      id,
      account,
      at,
      priority,
      integration: textOf(payload.integration),
      version: numberOf(payload.version),
      trace: textOf(payload.trace),
      replayedAt: numberOf(payload.replayed),
      order,
    },
  };
}
