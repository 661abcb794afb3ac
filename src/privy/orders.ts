import { InvalidInputError } from "../errors/invalid-input-error.js";
import type { ResponseInfo } from "../http/call/completion.js";
import { OlderVersion } from "../http/call/last-versions.js";
import type { CallOptions } from "../http/call-options.js";
import type { Kernel } from "../http/kernel.js";
import { checkOptionsOfCall } from "../http/options/check-call-options.js";
import { credentialIssues } from "../http/options/header-value.js";
import { isObject } from "../schemas/objects/is-object.js";
import { throwIssues } from "../schemas/objects/throw-issues.js";
import {
  type OrderInput,
  type OrderWarning,
  type ParseOrderOptions,
  parseOrderAt,
} from "../schemas/order/order.js";
import { LIVE_ORDERS, LiveOrderLog } from "./orders/live-orders.js";
import type { PrivyOrder } from "./orders/order-json.js";
import { ORDER_ENDPOINT, OrderRequest, type OrderRequestOptions } from "./orders/order-request.js";
import { readStateVersion } from "./orders/state-version.js";

/** What can be set for one `upsert`; everything else comes from the client. */
export interface UpsertOptions extends CallOptions {
  /**
   * Ties this order to another Custom Integration than the client's; null ties it to none by name.
   *
   * @see https://help.privy.com/docs (order placed)
   */
  integrationToken?: string | null | undefined;
  version?: undefined;
}

/** The options of one `upsert` that names the version of the order's state. */
export interface VersionedUpsertOptions extends Omit<UpsertOptions, "version"> {
  /**
   * The time of the order's state, or its number: the platform's `updated_at`, a row's version. A state that is older than
   * the last one that this client sent for the order is not sent. The client remembers the last 10,000 orders; a refused
   * order does not count as sent. Without a version, states are sent in the order of the calls.
   */
  version: Date | number | undefined;
}

/**
 * What the call did. `created`: Privy did not know the order (201). `updated`: it did (200). `indeterminate`: it responded
 * with 200, but an earlier attempt of this call got no response and may have created the order itself.
 */
export type UpsertOutcome = "created" | "updated" | "indeterminate";

/** The result of `orders.upsert`. */
export interface UpsertResult {
  /** The order as Privy has it now, as far as the response repeats it. */
  readonly order: PrivyOrder;
  /** Whether Privy created or updated the order. */
  readonly outcome: UpsertOutcome;
  /** Whether a newer call for the same order was sent in this one's place (option `coalesce`); this is its result. */
  readonly superseded: boolean;
  /** What was sent differently from how it was given. */
  readonly warnings: readonly OrderWarning[];
  /** The response's status, headers, attempts, duration and rate limit. */
  readonly response: ResponseInfo;
}

/** The result of an `upsert` that was not sent, because this client has sent a newer `version` of the order before. */
export interface OlderUpsert {
  /** Only the `order_id` is known. */
  readonly order: PrivyOrder;
  /** The order was not sent, because a newer version was sent before. */
  readonly outcome: "not_sent";
  /** Always true: a newer state replaces this one. */
  readonly superseded: true;
  /** What parsing the order left out or found. */
  readonly warnings: readonly OrderWarning[];
  /** There is no response, since nothing was sent. */
  readonly response?: undefined;
}

export interface OrdersOptions {
  readonly kernel: Kernel;
  readonly integrationToken: string | undefined;
  readonly parse: ParseOrderOptions;
  /** Milliseconds since 1970, by the client's clock. */
  readonly now: () => number;
  readonly coalesce: boolean;
}

/**
 * The orders of a shop.
 *
 * @see https://help.privy.com/docs (order placed)
 */
export interface Orders {
  /**
   * Reports an order's full current state: creates it when its `order_id` is new to Privy, updates it otherwise. Fields
   * that are left out keep their stored value. Sending the same state twice is harmless, and so is sending it again after
   * an error. Calls for one `order_id` never overlap and keep their order; others run side by side.
   *
   * A new order starts flows, and may create and subscribe a contact: set `initial_sync: true` for past orders.
   *
   * @throws InvalidInputError before anything is sent; AuthenticationError, PermissionError, RejectedError (Privy refused
   *   it, nothing was stored); RateLimitError, ServerError, ConnectionError, TimeoutError (try again later; the last three
   *   may have stored it); UnexpectedResponseError. An abort rejects with the signal's own reason.
   * @see help.privy.com/docs, "Order placed"
   * @see https://help.privy.com/docs (Custom Integration)
   */
  upsert(order: OrderInput, options: VersionedUpsertOptions): Promise<UpsertResult | OlderUpsert>;
  upsert(order: OrderInput, options?: UpsertOptions): Promise<UpsertResult>;
}

function outcomeOf(status: number, uncertain: boolean): UpsertOutcome {
  if (status === 201) return "created";
  return uncertain ? "indeterminate" : "updated";
}

/** The key of an order that is refused, as far as it is one. */
function readableOrderId(input: unknown): string | undefined {
  if (!isObject(input)) return undefined;
  try {
    const id: unknown = Object.getOwnPropertyDescriptor(input, "order_id")?.value;
    const isKey = typeof id === "string" || typeof id === "bigint" || Number.isSafeInteger(id);
    return isKey && /^\d{1,19}$/.test(String(id)) ? String(id) : undefined;
  } catch {
    // A proxy that throws is refused for just that.
    return undefined;
  }
}

interface ReadOptions extends OrderRequestOptions {
  readonly callOptions: CallOptions | undefined;
}

/** Makes the orders resource on top of a way to send. */
export function createOrders(options: OrdersOptions): Orders {
  const { kernel, parse, now, integrationToken, coalesce: isMerged } = options;
  const noOptions: ReadOptions = {
    token: integrationToken,
    version: undefined,
    isMerged,
    callOptions: undefined,
  };

  const readOptions = (given: UpsertOptions | VersionedUpsertOptions): ReadOptions => {
    // The check below refuses what is not an object.
    const { integrationToken: ownToken, version: givenVersion, ...callOptions } = given ?? {};
    const issues = checkOptionsOfCall(isObject(given) ? callOptions : given);
    if (ownToken !== undefined && ownToken !== null)
      issues.push(...credentialIssues(ownToken, "integrationToken"));
    const version = readStateVersion(givenVersion, issues);
    throwIssues("The order was not sent, because of the call's options", issues);
    const token = ownToken === null ? undefined : (ownToken ?? integrationToken);
    return { token, version, isMerged, callOptions };
  };

  /** Checks all that was given. A refusal is an outcome, of which the observer is notified as of any other. */
  const prepare = (
    input: OrderInput,
    given: UpsertOptions | VersionedUpsertOptions | undefined,
  ): { readonly request: OrderRequest; readonly callOptions: CallOptions | undefined } => {
    try {
      const read = given === undefined ? noOptions : readOptions(given);
      const request = new OrderRequest(parseOrderAt(now(), input, parse), read);
      return { request, callOptions: read.callOptions };
    } catch (error) {
      if (error instanceof InvalidInputError)
        kernel.refuse({ ...ORDER_ENDPOINT, orderId: readableOrderId(input) }, error, given ?? undefined);
      throw error;
    }
  };

  const send = (
    input: OrderInput,
    given: UpsertOptions | VersionedUpsertOptions | undefined,
  ): Promise<UpsertResult | OlderUpsert> => {
    const { request, callOptions } = prepare(input, given);
    const { orderId, warnings } = request;
    const takeBack = callOptions?.priority === "backfill" ? undefined : live.begin(orderId);
    return kernel.send(request, callOptions).then(
      ({ result, response, uncertain, superseded }) => {
        const outcome = outcomeOf(response.status, uncertain);
        return { order: result, outcome, superseded, warnings, response };
      },
      (error) => {
        takeBack?.();
        if (!(error instanceof OlderVersion)) throw error;
        return { order: { order_id: orderId }, outcome: "not_sent", superseded: true, warnings };
      },
    );
  };

  function upsert(order: OrderInput, given: VersionedUpsertOptions): Promise<UpsertResult | OlderUpsert>;
  function upsert(order: OrderInput, given?: UpsertOptions): Promise<UpsertResult>;
  /** No async function, which would allocate twice as much at every call. */
  function upsert(
    input: OrderInput,
    given?: UpsertOptions | VersionedUpsertOptions,
  ): Promise<UpsertResult | OlderUpsert> {
    try {
      return send(input, given);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  const live = new LiveOrderLog();
  return Object.defineProperty({ upsert }, LIVE_ORDERS, { value: live });
}
