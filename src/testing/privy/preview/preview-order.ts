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

/** How an order would be sent. */
export interface PreviewOptions {
  /** What `X-Privy-Integration-Token` would carry. Default: no such header. */
  readonly integrationToken?: string | undefined;
}

/** What would come of an order. */
export interface OrderPreview {
  /** 201, 200 or 422. */
  readonly status: number;
  readonly outcome: "created" | "updated" | undefined;
  readonly errorCode: string | undefined;
  /** The fields of a 422 and what is wrong with them. */
  readonly errorDetails: readonly ErrorDetail[];
  readonly ignoredFields: readonly string[];
  /** What would change; undefined for an order that would be refused. */
  readonly effects: RequestEffects | undefined;
}

/**
 * What the fake would do with an order that came now, with a good token and within the rate limit. Nothing is stored, and the
 * time it takes does not depend on how many orders there are.
 *
 * @param order the body of `POST /orders/placed`, in Privy's own names
 * @throws FakeUsageError for what is no JSON object, or an unknown option
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
