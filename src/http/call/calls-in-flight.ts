import { throwIssues } from "../../schemas/objects/throw-issues.js";
import { abandonedAt } from "../abandoned-call.js";
import type { Clock } from "../clock.js";
import { checkCallOptions } from "../options/check-call-options.js";
import { unknownOptions } from "../options/unknown-options.js";
import type { Call } from "./call.js";

/** A call that is not over yet. */
export interface CallInFlight {
  /** What was called: `orders.upsert`. */
  readonly operation: string;
  /** The order that it is about. */
  readonly order_id?: string;
  /** The call's own `label`. */
  readonly label?: string;
}

export interface DrainOptions {
  /** The longest wait. Milliseconds; default: until every call has ended, which each does by its own `deadlineMs`. */
  deadlineMs?: number | undefined;
}

export interface DrainResult {
  /** The calls that were not over in time; empty when all were. They go on, and may still be stored. */
  readonly left: readonly CallInFlight[];
}

/** A call as it is counted. */
interface Member {
  readonly call: Call;
}

/** How many turns a caller has to continue after its call, and to begin another one that belongs to it. */
const turnsToGoOn = 20;

/** The calls of a kernel that are not over yet. */
export class CallsInFlight {
  readonly #members = new Set<Member>();
  readonly #clock: Clock;
  #onEmpty: (() => void)[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get count(): number {
    this.#dropAbandoned();
    return this.#members.size;
  }

  add(member: Member): void {
    this.#members.add(member);
  }

  delete(member: Member): void {
    this.#members.delete(member);
    if (this.#onEmpty.length > 0 && this.#members.size === 0) this.#notify();
  }

  #notify(): void {
    for (const notify of this.#onEmpty.splice(0)) notify();
  }

  /**
   * Waits until no call is under way; those that begin meanwhile are waited for as well.
   *
   * @throws InvalidInputError when an option is unknown or out of range
   */
  async drain(options: DrainOptions = {}): Promise<DrainResult> {
    const issues = [...unknownOptions(options, ["deadlineMs"], "drain"), ...checkCallOptions(options)];
    throwIssues("The calls were not waited for", issues);
    const { deadlineMs } = options;
    let isLate = false;
    const cancel =
      deadlineMs === undefined
        ? undefined
        : this.#clock.setTimer(
            () => {
              isLate = true;
              this.#notify();
            },
            deadlineMs,
            "timeout",
          );
    while (!isLate && !(await this.#isQuiet())) await this.#nextChange();
    cancel?.();
    return { left: Array.from(this.#members, ({ call }) => describe(call)) };
  }

  /** Whether nothing is under way, also after the callers of what has ended have gone on. */
  async #isQuiet(): Promise<boolean> {
    for (let turn = 0; turn < turnsToGoOn; turn += 1) {
      if (this.count > 0) return false;
      await undefined;
    }
    return this.count === 0;
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => this.#onEmpty.push(resolve));
  }

  /** In Workers, the end of a call whose request is over is never reported. */
  #dropAbandoned(): void {
    const nowMs = this.#clock.now();
    for (const member of this.#members)
      if (nowMs >= abandonedAt(member.call.deadlineAt)) this.#members.delete(member);
  }
}

function describe({ request, label }: Call): CallInFlight {
  const { operation, orderId } = request;
  return {
    operation,
    ...(orderId !== undefined && { order_id: orderId }),
    ...(label !== undefined && { label }),
  };
}
