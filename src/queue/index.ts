export { createOrderQueue } from "./create-order-queue.js";
export type {
  DeadLetter,
  DeadLetterChoice,
  DeadLetterFilter,
  DeadLetters,
  OpenedDeadLetter,
  ReplayOptions,
  ReplayResult,
} from "./dead/dead-letters.js";
export type {
  AccountCounts,
  EngineFinding,
  LetterFilter,
  PutOptions,
  PutResult,
  QueueEngine,
  Settlement,
  TakenOrder,
  TakeRequest,
} from "./engine/queue-engine.js";
export {
  DEAD_REASONS,
  type DeadReason,
  type NewState,
  type StoredLetter,
  type StoredState,
} from "./engine/stored-state.js";
export { QueueEngineError } from "./errors/queue-engine-error.js";
export { QueueFullError } from "./errors/queue-full-error.js";
export { combineQueueObservers } from "./observing/notify-queue.js";
export type {
  DeadEvent,
  DeliveryEndEvent,
  DeliveryStartEvent,
  EngineErrorEvent,
  EnqueuedEvent,
  EnqueueEvent,
  EnqueueObserver,
  HeldEvent,
  HoldReason,
  PutOffEvent,
  PutOffReason,
  QueuedOrderEvent,
  QueueEvent,
  QueueObserver,
  StaleEvent,
  TakeoverEvent,
} from "./observing/queue-observer.js";
export type {
  EnqueueOptions,
  EnqueueResult,
  ForgetSubject,
  OrderQueue,
  QueueStats,
  RepairOptions,
} from "./order-queue.js";
export { createSealing } from "./payload/create-sealing.js";
export type { QueuedState, ReplayAs } from "./payload/queued-state.js";
export type { Sealing, SealingOptions } from "./payload/sealing.js";
export { QUEUE_DEFAULTS, type QueueOptions } from "./queue-options.js";
export type { DeliveryResult, DeliverySituation, DeliveryVerdict } from "./verdict/delivery-verdict.js";
export { judgeDelivery } from "./verdict/judge-delivery.js";
export { nextTurn, type QueueTurn } from "./verdict/next-turn.js";
export type {
  DeliveryClient,
  DeliveryClients,
  LateRule,
  QueueWorker,
  WorkOptions,
} from "./worker/work-options.js";
