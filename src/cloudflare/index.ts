export type {
  OutboxNamespace,
  OutboxRequest,
  OutboxState,
  OutboxStorage,
  OutboxStub,
} from "./durable-object.js";
export { OrderOutbox } from "./order-outbox.js";
export type { OutboxDelivery } from "./outbox-delivery.js";
export { outboxOf } from "./outbox-of.js";
