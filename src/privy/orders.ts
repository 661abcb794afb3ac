import { InvalidInputError } from "../errors/invalid-input-error.js";
import type { ResponseInfo } from "../http/call/completion.js";
import type { CallOptions } from "../http/call-options.js";
import type { HttpRequest } from "../http/http-request.js";
import type { Send } from "../http/kernel.js";
import { checkOptionsOfCall } from "../http/options/check-call-options.js";
import { credentialIssues } from "../http/options/header-value.js";
import { sensitiveStrings } from "../http/redaction/sensitive-strings.js";
import {
  type OrderInput,
  type OrderPayload,
  type OrderWarning,
  type ParseOrderOptions,
  parseOrder,
} from "../schemas/order/order.js";
import { INTEGRATION_TOKEN_HEADER } from "./endpoints.js";
import { createLiveOrderLog } from "./live-orders.js";
import { type PrivyOrder, readOrder } from "./order-json.js";

/** What can be set for one `upsert`; everything else comes from the client. */
export interface UpsertOptions extends CallOptions {
  /** Ties this order to another Custom Integration than the client's; null ties it to none by name (ORD). */
  integrationToken?: string | null | undefined;
}

/**
 * What the call did. `created`: Privy did not know the order (201). `updated`: it did (200). `indeterminate`: it responded
 * with 200, but an earlier attempt of this call got no response and may have created the order itself.
 */
export type UpsertOutcome = "created" | "updated" | "indeterminate";

export interface UpsertResult {
  /** The order as Privy now has it, as far as it answers with it. */
  readonly order: PrivyOrder;
  readonly outcome: UpsertOutcome;
  /** Whether a newer call for the same order was sent in this one's place (option `coalesce`); this is its result. */
  readonly superseded: boolean;
  /** What was sent differently from how it was given. */
  readonly warnings: readonly OrderWarning[];
  readonly response: ResponseInfo;
}

export interface OrdersOptions {
  readonly send: Send;
  readonly integrationToken: string | undefined;
  readonly parse: ParseOrderOptions;
  readonly coalesce: boolean;
}

/** The orders of a shop (ORD). */
export interface Orders {
  /**
   * Reports an order's full current state: creates it when its `order_id` is new to Privy, updates it otherwise. Fields
   * that are left out keep their stored value. Sending the same state twice is harmless, and so is sending it again after
   * an error. Calls for one `order_id` never overlap and keep their order; others run side by side.
   *
   * A new order starts flows, and may create and subscribe a contact: set `initial_sync: true` for past orders (CI).
   *
   * @throws InvalidInputError before anything is sent; AuthenticationError, PermissionError, RejectedError (Privy refused
   *   it, nothing was stored); RateLimitError, ServerError, ConnectionError, TimeoutError (try again later; the last three
   *   may have stored it); UnexpectedResponseError. An abort rejects with the signal's own reason.
   * @see help.privy.com/docs, "Order placed"
   */
  upsert(order: OrderInput, options?: UpsertOptions): Promise<UpsertResult>;
}

function outcomeOf(status: number, uncertain: boolean): UpsertOutcome {
  if (status === 201) return "created";
  return uncertain ? "indeterminate" : "updated";
}

/** Fields of an order whose text is a key, a code or a date of the protocol. */
const harmless: ReadonlySet<string> = new Set([
  "order_id",
  "order_date",
  "currency",
  "country_code",
  "financial_status",
  "fulfillment_status",
]);

/** Makes the orders resource on top of a way to send. */
export function createOrders({ send, parse, integrationToken, coalesce }: OrdersOptions): Orders {
  const requestFor = (
    order: OrderPayload,
    warnings: readonly OrderWarning[],
    token: string | undefined,
  ): HttpRequest<PrivyOrder> => ({
    operation: "orders.upsert",
    method: "POST",
    path: "/orders/placed",
    route: "/orders/placed",
    headers: token === undefined ? undefined : { [INTEGRATION_TOKEN_HEADER]: token },
    body: JSON.stringify(order),
    sequenceKey: order.order_id,
    read: readOrder,
    ...(coalesce && {
      coalesce: {
        // A past order and a live one differ in what they start, and another token ties to another store.
        key: `${order.initial_sync === true} ${token ?? ""}`,
        state: order,
        // The state of several payloads of one order, merged field by field, is a payload of that order.
        withState: (state: object) => requestFor(state as OrderPayload, warnings, token),
      },
    }),
    warnings,
    sensitiveValues: () => [...sensitiveStrings(order, harmless), ...(token === undefined ? [] : [token])],
  });

  const orders: Orders = {
    async upsert(input, options = {}) {
      // A null is for the check to refuse, in words.
      const { integrationToken: ownToken, ...callOptions } = options ?? {};
      const issues = checkOptionsOfCall(options === null ? options : callOptions);
      if (ownToken !== undefined && ownToken !== null)
        issues.push(...credentialIssues(ownToken, "integrationToken"));
      if (issues.length > 0)
        throw new InvalidInputError("The order was not sent, because of the call's options", issues);
      const { order, warnings } = parseOrder(input, parse);
      const token = ownToken === null ? undefined : (ownToken ?? integrationToken);
      const takeBack = callOptions.priority === "backfill" ? undefined : live.begin(order.order_id);
      const completion = await send(requestFor(order, warnings, token), callOptions).catch(
        (error: unknown) => {
          takeBack?.();
          throw error;
        },
      );
      const { result, response, uncertain, superseded } = completion;
      return {
        order: result,
        outcome: outcomeOf(response.status, uncertain),
        superseded,
        warnings,
        response,
      };
    },
  };
  const live = createLiveOrderLog(orders);
  return orders;
}
