import type { Scope } from "../privy/scope.js";
import type { Exchange } from "./exchange.js";
import { placeOrder } from "./place-order.js";
import type { Reply } from "./reply.js";
import type { ServerState } from "./server-state.js";

/** One endpoint of the API. */
export interface ApiRoute {
  readonly method: string;
  readonly path: string;
  readonly scope: Scope;
  readonly answer: (exchange: Exchange, state: ServerState) => Reply;
}

/** Every endpoint that the fake knows. */
export const ROUTES: readonly ApiRoute[] = [
  { method: "POST", path: "/v1/orders/placed", scope: "orders_write", answer: placeOrder },
];
