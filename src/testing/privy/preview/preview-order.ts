import { stringify } from "lossless-json";
import { isPlainObject } from "../../../schemas/objects/plain-object.js";
import { readJsonObject } from "../../kit/exchange/read-json-object.js";
import type { ErrorDetail } from "../../kit/exchange/reply.js";
import { checkKeys } from "../../kit/options/check-keys.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";
import type { RequestEffects } from "../account/journal.js";
import type { ServerState } from "../account/server-state.js";
import type { ApiExchange } from "../api-exchange.js";
import { placeOrder } from "../orders/place-order.js";
import { createOverlayState } from "./overlay-state.js";

/** Options of `preview`. */
export interface PreviewOptions {
  /** The value of `X-Privy-Integration-Token`. Default: no such header. */
  readonly integrationToken?: string | undefined;
}

/** The result that an order would have. */
export interface OrderPreview {
  /** 201, 200 or 422. */
  readonly status: number;
  readonly outcome: "created" | "updated" | undefined;
  readonly errorCode: string | undefined;
  /** The fields of a 422 with their problems. */
  readonly errorDetails: readonly ErrorDetail[];
  readonly ignoredFields: readonly string[];
  /** The changes; undefined for an order that would be refused. */
  readonly effects: RequestEffects | undefined;
}

/**
 * Returns what the fake would do with an order that came now, with a valid token and within the rate limit. Nothing is
 * stored, and the duration does not depend on the number of orders.
 *
 * @param order the body of `POST /orders/placed`, in Privy's own names
 * @throws FakeUsageError for anything but a JSON object, or an unknown option
 */
export function previewOrder(order: unknown, state: ServerState, options: PreviewOptions = {}): OrderPreview {
  checkKeys("options", options, ["integrationToken"]);
  const bodyText = isPlainObject(order) ? (stringify(order) ?? "") : "";
  const read = readJsonObject(bodyText);
  if ("problem" in read) {
    throw new FakeUsageError("preview takes the body of POST /orders/placed as a plain object.");
  }
  const { integrationToken } = options;
  const exchange: ApiExchange = {
    request: {
      method: "POST",
      path: "/v1/orders/placed",
      search: "",
      headers: integrationToken === undefined ? {} : { "x-privy-integration-token": integrationToken },
      bodyText,
    },
    receivedAtMs: state.clock.now(),
    channel: "fetch",
    body: read.value,
  };
  const overlay = createOverlayState(state);
  overlay.consents.because("POST /v1/orders/placed", state.log.nextId());
  const { status, outcome, errorCode, details } = placeOrder(exchange, overlay);
  return Object.freeze({
    status,
    outcome,
    errorCode,
    errorDetails: details ?? [],
    ignoredFields: exchange.ignoredFields ?? [],
    effects: overlay.journal.take(),
  });
}
