import { InvalidInputError } from "../errors/invalid-input-error.js";
import type { CallOptions } from "../http/call-options.js";
import type { ResponseHeaders } from "../http/fetch-like.js";
import type { ResponseContext } from "../http/http-request.js";
import type { Kernel } from "../http/kernel.js";
import { checkOptionsOfCall } from "../http/options/check-call-options.js";
import { sensitiveStrings } from "../http/redaction/sensitive-strings.js";
import { mismatch } from "../http/response/mismatch.js";
import { checkServer } from "../http/response/server.js";
import { unexpectedResponse } from "../http/response/unexpected-response.js";
import { isObject, memberOf } from "../schemas/objects/is-object.js";
import type { SequenzyOrderInput, SequenzyOrderPayload, SequenzyOrderStatus } from "./order-input.js";
import { parseSequenzyOrder } from "./parse-sequenzy-order.js";

/** What can be set for one push. */
export type PushOptions = CallOptions;

/** A push was accepted. The order is queued, not stored: no response reports when, or whether, it has taken effect. */
export interface PushResult {
  /** Always true: the order is queued. */
  readonly queued: true;
  /** Sequenzy's name for the job, if the response has one. */
  readonly jobId?: string;
  /** The idempotency key. */
  readonly orderId: string;
  /** The lifecycle event that was asked for. */
  readonly status: SequenzyOrderStatus;
  /** The response that accepted the push. */
  readonly response: {
    readonly status: number;
    readonly headers: ResponseHeaders;
    readonly attempts: number;
    readonly durationMs: number;
  };
}

/** An order for one of the helpers that set the status themselves. */
export type WithoutStatus<Order extends SequenzyOrderInput = SequenzyOrderInput> = Omit<Order, "status">;

/**
 * The orders of a shop: Sequenzy's Push Order.
 *
 * @see https://docs.sequenzy.com
 */
export interface SequenzyOrders {
  /**
   * Pushes an order with one lifecycle event. `orderId` is the idempotency key: pushing it twice never counts its revenue
   * twice. Calls for one `orderId` never overlap and keep their order.
   *
   * @throws InvalidInputError before anything is sent; AuthenticationError, PermissionError, RejectedError; RateLimitError,
   *   ServerError, ConnectionError, TimeoutError (try again later); UnexpectedResponseError. An abort rejects with the
   *   signal's own reason.
   */
  push(order: SequenzyOrderInput, options?: PushOptions): Promise<PushResult>;
  /** The order was placed: counts in `ltv`, `totalSpent`, `ordersCount` and `aov`. */
  placed(order: WithoutStatus, options?: PushOptions): Promise<PushResult>;
  /** The order was cancelled. */
  cancelled(order: WithoutStatus, options?: PushOptions): Promise<PushResult>;
  /** The order was fulfilled. */
  fulfilled(order: WithoutStatus, options?: PushOptions): Promise<PushResult>;
  /** The order was refunded, by `refundAmountCents`. */
  refunded(
    order: WithoutStatus & { refundAmountCents: number | bigint },
    options?: PushOptions,
  ): Promise<PushResult>;
}

/** Fields whose text is a key, a code or a date of the protocol. */
const harmless: ReadonlySet<string> = new Set(["orderId", "orderedAt", "currency", "status"]);

function readJobId(body: unknown, orderId: string, context: ResponseContext): string | undefined {
  if (!isObject(body) || memberOf(body, "success") === false || memberOf(body, "queued") === false) {
    const happened = `, but not as queued. ${checkServer(context.server)} Pushing the order again is safe.`;
    throw unexpectedResponse(context, "shape", happened);
  }
  const echoed = memberOf(body, "orderId");
  if (echoed !== undefined && echoed !== null && String(echoed) !== orderId)
    throw mismatch("orderId", context);
  const jobId = memberOf(body, "jobId");
  return typeof jobId === "string" ? jobId : undefined;
}

/** The key of an order that is refused, as far as it can be one: no text with a sign that an address has. */
function readableOrderId(input: unknown): string | undefined {
  if (!isObject(input)) return undefined;
  try {
    const id: unknown = Object.getOwnPropertyDescriptor(input, "orderId")?.value;
    return typeof id === "string" && /^[\w.-]{1,100}$/.test(id) && /\d/.test(id) ? id : undefined;
  } catch {
    return undefined;
  }
}

const endpoint = { operation: "orders.push", method: "POST", route: "/orders" } as const;

/** An order that cannot be read is left to the check, which says so. */
function withField(order: WithoutStatus, status: SequenzyOrderStatus): SequenzyOrderInput {
  try {
    return { ...order, status };
  } catch {
    return order;
  }
}

export function createSequenzyOrders(kernel: Kernel): SequenzyOrders {
  /** Checks all that was given. A refusal is an outcome, of which the observer is notified as of any other. */
  const prepare = (input: SequenzyOrderInput, options: PushOptions): SequenzyOrderPayload => {
    try {
      const issues = checkOptionsOfCall(options);
      if (issues.length > 0)
        throw new InvalidInputError("The order was not sent, because of the call's options", issues);
      return parseSequenzyOrder(input);
    } catch (error) {
      if (error instanceof InvalidInputError)
        kernel.refuse({ ...endpoint, orderId: readableOrderId(input) }, error, options ?? undefined);
      throw error;
    }
  };

  const push = async (input: SequenzyOrderInput, options: PushOptions = {}): Promise<PushResult> => {
    const order = prepare(input, options);
    const { result: jobId, response } = await kernel.send(
      {
        ...endpoint,
        path: "/orders",
        body: JSON.stringify(order),
        sequenceKey: order.orderId,
        orderId: order.orderId,
        read: (body, context) => readJobId(body, order.orderId, context),
        sensitiveValues: () => sensitiveStrings(order, harmless),
      },
      options,
    );
    const { status, headers, attempts, durationMs } = response;
    return {
      queued: true,
      ...(jobId === undefined ? {} : { jobId }),
      orderId: order.orderId,
      status: order.status ?? "placed",
      response: { status, headers, attempts, durationMs },
    };
  };
  const withStatus =
    (status: SequenzyOrderStatus) =>
    async (order: WithoutStatus, options?: PushOptions): Promise<PushResult> =>
      push(withField(order, status), options);
  return {
    push,
    placed: withStatus("placed"),
    cancelled: withStatus("cancelled"),
    fulfilled: withStatus("fulfilled"),
    refunded: withStatus("refunded"),
  };
}
