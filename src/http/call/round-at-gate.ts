import type { Clock } from "../clock.js";
import { notify } from "../observing/notify.js";
import type { Priority } from "../rate/priority.js";
import type { RateCall } from "../rate/rate-call.js";
import { gateOf, type RateGate } from "../rate/rate-gate.js";
import type { KernelParts } from "./kernel-parts.js";
import type { RoundHost } from "./round-host.js";

/** What the rate limit sees of a round. */
export class RoundAtGate<Result> implements RateCall {
  readonly #parts: KernelParts;
  readonly #caller: RoundHost<Result>;

  constructor(parts: KernelParts, caller: RoundHost<Result>) {
    this.#parts = parts;
    this.#caller = caller;
  }

  /** A place that the caller has reserved counts before the client's own budget. */
  get budget(): RateGate | undefined {
    const { reservation } = this.#caller.call;
    return reservation === undefined ? this.#parts.budget : gateOf(reservation);
  }
  get operation(): string {
    return this.#caller.call.request.operation;
  }
  get priority(): Priority {
    return this.#caller.call.priority;
  }
  get deadlineAt(): number {
    return this.#caller.call.deadlineAt;
  }
  get timeoutMs(): number {
    return this.#caller.call.timeoutMs;
  }
  get signal(): AbortSignal | undefined {
    return this.#caller.signal;
  }
  get attempts(): number {
    return this.#caller.progress.attempts;
  }
  get clock(): Clock {
    return this.#parts.clock;
  }

  onWait(delayMs: number): void {
    const { event } = this.#caller;
    if (event === undefined) return;
    notify(this.#parts.observer, "onWait", { ...event, reason: "rate_limit", delayMs });
  }

  onWarning(code: string, message: string): void {
    const { event } = this.#caller;
    if (event !== undefined) notify(this.#parts.observer, "onWarning", { ...event, code, message });
  }
}
