export type { CallInFlight, DrainOptions, DrainResult } from "../http/call/calls-in-flight.js";
export type { TransportOptions } from "../http/options/transport-options.js";
export type { SequenzyClientOptions } from "./client-options.js";
export type {
  SequenzyCustomer,
  SequenzyCustomerInput,
  SequenzyCustomerTotals,
  SequenzyCustomerTotalsInput,
  SequenzyItem,
  SequenzyItemInput,
  SequenzyOrderInput,
  SequenzyOrderPayload,
  SequenzyOrderStatus,
} from "./order-input.js";
export type { PushOptions, PushResult, SequenzyOrders, WithoutStatus } from "./orders.js";
export { parseSequenzyOrder } from "./parse-sequenzy-order.js";
export { RESERVED_PROPERTIES } from "./properties.js";
export {
  type DestinationOutcome,
  type PrivyDestination,
  type SendToAllOptions,
  type SendToAllResult,
  type SequenzyDestination,
  sendToAll,
} from "./send-to-all.js";
export { SequenzyClient } from "./sequenzy-client.js";
export {
  FINANCIAL_STATUS_TABLE,
  FULFILLMENT_STATUS_TABLE,
  type SequenzyStatusTable,
  sequenzyStatusOf,
} from "./status-table.js";
export { toMinorUnits } from "./to-minor-units.js";
export { type ToSequenzyOptions, toSequenzyOrder } from "./to-sequenzy-order.js";
