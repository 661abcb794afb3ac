import type { Coalesce, HttpRequest, ResponseContext } from "../../http/http-request.js";
import { sensitiveStrings } from "../../http/redaction/sensitive-strings.js";
import type { OrderPayload, OrderWarning, ParsedOrder } from "../../schemas/order/order.js";
import { INTEGRATION_TOKEN_HEADER } from "../endpoints.js";
import { type PrivyOrder, readOrder } from "./order-json.js";

/** What is called to report an order. */
export const ORDER_ENDPOINT = {
  operation: "orders.upsert",
  method: "POST",
  route: "/orders/placed",
} as const;

/** 201: the order is new. 200: it was known. Anything else does not say that it is stored. */
const successStatuses: readonly number[] = [200, 201];

/** Fields of an order whose text is a key, a code or a date of the protocol. */
const harmless: ReadonlySet<string> = new Set([
  "order_id",
  "order_date",
  "currency",
  "country_code",
  "financial_status",
  "fulfillment_status",
]);

export interface OrderRequestOptions {
  /** Of the Custom Integration that the order is tied to. */
  readonly token: string | undefined;
  readonly version: number | undefined;
  /** Whether the order may be merged with others of its id that wait for their turn. */
  readonly isMerged: boolean;
}

/** The request that reports one order. A class, so that no function is made anew for each of the many. */
export class OrderRequest implements HttpRequest<PrivyOrder>, Coalesce<PrivyOrder> {
  readonly operation: string = ORDER_ENDPOINT.operation;
  readonly method: "POST" = ORDER_ENDPOINT.method;
  readonly path: string = ORDER_ENDPOINT.route;
  readonly route: string = ORDER_ENDPOINT.route;
  readonly successStatuses: readonly number[] = successStatuses;
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly body: string;
  readonly state: OrderPayload;
  readonly warnings: readonly OrderWarning[];
  readonly #options: OrderRequestOptions;

  constructor({ order, warnings }: ParsedOrder, options: OrderRequestOptions) {
    const { token } = options;
    this.headers = token === undefined ? undefined : { [INTEGRATION_TOKEN_HEADER]: token };
    this.body = JSON.stringify(order);
    this.state = order;
    this.warnings = warnings;
    this.#options = options;
  }

  get orderId(): string {
    return this.state.order_id;
  }
  get sequenceKey(): string {
    return this.state.order_id;
  }
  get version(): number | undefined {
    return this.#options.version;
  }
  get coalesce(): this | undefined {
    return this.#options.isMerged ? this : undefined;
  }
  /** A past order and a live one differ in what they start, and another token ties to another store. */
  get key(): string {
    return `${this.state.initial_sync === true} ${this.#options.token ?? ""}`;
  }

  withState(state: object): OrderRequest {
    // The state of several payloads of one order, merged field by field, is a payload of that order.
    return new OrderRequest({ order: state as OrderPayload, warnings: this.warnings }, this.#options);
  }

  read(body: unknown, context: ResponseContext): PrivyOrder {
    return readOrder(body, this.state.order_id, context);
  }

  sensitiveValues(): readonly string[] {
    const { token } = this.#options;
    const values = sensitiveStrings(this.state, harmless);
    return token === undefined ? values : [...values, token];
  }
}
