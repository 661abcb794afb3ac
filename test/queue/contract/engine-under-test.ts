import type { Clock } from "privy-orders";
import type { OrderQueue, QueueEngine, QueueOptions } from "privy-orders/queue";

/** One store of an engine, empty at first, which outlives the queues that are opened on it. */
export interface EngineStore {
  readonly clock: Clock;
  /** Opens a queue on the store, as a process does. What was opened before stays open: a crash is an object that is left behind. */
  open(options?: Partial<QueueOptions>): Promise<OrderQueue>;
  /** Opens the engine alone. */
  engine(options?: Partial<QueueOptions>): Promise<QueueEngine>;
  /** Lets time pass for the store and for its workers: by the virtual clock, or by setting back what the store has noted. */
  pass(ms: number): Promise<void>;
  dispose(): Promise<void>;
}

/** An engine that the contract suite tries. */
export interface EngineUnderTest {
  readonly name: string;
  /** How long a lease lasts in the suite. Milliseconds; default 90,000. Short where time cannot be virtual. */
  readonly leaseMs?: number;
  create(): Promise<EngineStore>;
}
