import type { CreateAttempt } from "../attempt/attempt.js";
import type { TokenSource } from "../auth/token-source.js";
import type { Clock } from "../clock.js";
import type { Observer } from "../observing/observer.js";
import type { RateGate } from "../rate/rate-gate.js";
import type { Dialect } from "../response/dialect.js";
import type { ReceivedResponse } from "../response/received-response.js";
import type { Server } from "../response/server.js";
import type { CallsInFlight } from "./calls-in-flight.js";
import type { LastVersions } from "./last-versions.js";
import type { Sequence } from "./sequence.js";
import type { SharedAborts } from "./shared-aborts.js";

/** What all calls of one kernel share. */
export interface KernelParts {
  readonly clock: Clock;
  readonly observer: Observer | undefined;
  readonly server: Server;
  readonly userAgent: string;
  readonly dialect: Dialect;
  readonly tokens: TokenSource | undefined;
  readonly budget: RateGate | undefined;
  readonly record: ((response: ReceivedResponse) => void) | undefined;
  readonly sequence: Sequence;
  readonly versions: LastVersions;
  readonly inFlight: CallsInFlight;
  readonly aborts: SharedAborts;
  readonly createAttempt: CreateAttempt;
  readonly maxResponseBytes: number;
  readonly maxRetryDelayMs: number;
  /** From 0 (included) to 1 (excluded); for jitter. */
  readonly random: () => number;
}
