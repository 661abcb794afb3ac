import { PrivyOrdersError } from "../../errors/privy-orders-error.js";
import { type ErrorFields, errorFields } from "../observing/error-fields.js";
import { notify } from "../observing/notify.js";
import type { CallEvent, SettledEvent } from "../observing/observer.js";
import { acceptResponse } from "../response/accept-response.js";
import type { ReceivedResponse } from "../response/received-response.js";
import { mayHaveBeenProcessed } from "../retry/retry-policy.js";
import type { Call, Progress } from "./call.js";
import type { Completion } from "./completion.js";
import type { KernelParts } from "./kernel-parts.js";
import { OlderVersion } from "./last-versions.js";
import { type RetryHost, RetryLoop } from "./retry-loop.js";
import { Round } from "./round.js";
import type { RoundHost } from "./round-host.js";
import type { SequenceMember, SharedResponse, Turn, TurnEnd } from "./sequence.js";
import { deadlineError } from "./timeouts.js";
import type { Wait } from "./wait.js";

type Outcome = Pick<SettledEvent, "result" | keyof ErrorFields>;

export interface ActiveCallOptions<Result> {
  readonly call: Call<Result>;
  readonly signal: AbortSignal | undefined;
  readonly event: CallEvent | undefined;
  readonly resolve: (completion: Completion<Result>) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * One call, from its beginning to its end, whatever comes: it waits for its turn, tries in rounds, and settles once. It
 * has one timer, for what ends it next: its deadline, the attempt's time, or a pause. What comes after its end is ignored.
 *
 * ```text
 * begin ──► its turn ──► round ──► settled
 *             │           │  ▲
 *  slow ways: waits in    └──┘ fails, and may be repeated: pause, then another round
 *             the sequence
 * ```
 */
export class ActiveCall<Result> implements RoundHost<Result>, RetryHost, SequenceMember {
  readonly progress: Progress = { attempts: 0, tries: 0, uncertain: false, secrets: [] };
  readonly event: CallEvent | undefined;
  /** Replaced as a whole when other calls are coalesced into this one. */
  call: Call<Result>;
  readonly #kernel: KernelParts;
  readonly #options: ActiveCallOptions<Result>;
  isOver = false;
  #cancelTimer: (() => void) | undefined;
  #leaveSignal: (() => void) | undefined;
  #turnWait: Wait<Turn> | undefined;
  #round: Round<Result> | undefined;
  /** Made when a first attempt has failed. */
  #retries: RetryLoop | undefined;

  constructor(kernel: KernelParts, options: ActiveCallOptions<Result>) {
    this.#kernel = kernel;
    this.#options = options;
    this.call = options.call;
    this.event = options.event;
  }

  get signal(): AbortSignal | undefined {
    return this.#options.signal;
  }

  begin(): void {
    this.#kernel.inFlight.add(this);
    const { signal } = this;
    if (signal !== undefined) {
      const onAbort = (): void => this.#stop(signal.reason, { kind: "gave_up" }, "aborted");
      this.#leaveSignal = this.#kernel.aborts.add(signal, onAbort);
      // The observer of the call's start may have aborted it.
      if (signal.aborted) {
        onAbort();
        return;
      }
    }
    const { sequenceKey } = this.call.request;
    if (sequenceKey !== undefined) this.#turnWait = this.#kernel.sequence.enter(sequenceKey, this);
    if (this.#turnWait === undefined) this.#beginTurn();
    else this.#waitForTurn(this.#turnWait);
  }

  expire(): void {
    this.#stop(deadlineError(this.call, this.progress), { kind: "gave_up" });
  }

  guardWait(): void {
    this.#setTimer(() => this.expire(), this.deadlineLeftMs(), "timeout");
  }

  guardAttempt(): void {
    if (this.deadlineLeftMs() <= this.call.timeoutMs) this.guardWait();
    else this.#setTimer(() => this.#round?.timeOut(), this.call.timeoutMs, "timeout");
  }

  roundSucceeded(response: ReceivedResponse, result: Result): void {
    this.#succeed(response, { result, progress: this.progress, superseded: false });
  }

  roundFailed(error: unknown, tried: boolean): void {
    // Nothing was tried: the rate limit or the token source refused, and has weighed the call's limits itself.
    if (!tried || !(error instanceof PrivyOrdersError)) {
      this.fail(error);
      return;
    }
    if (mayHaveBeenProcessed(error)) this.progress.uncertain = true;
    this.#retries ??= new RetryLoop(this.#kernel, this);
    this.#retries.roundFailed(error);
  }

  roundAfter(pauseMs: number): void {
    if (pauseMs > 0) this.#setTimer(() => this.#beginRound(), pauseMs, "wait");
    else this.#beginRound();
  }

  #beginTurn(): void {
    const { sequenceKey, version } = this.call.request;
    const { versions } = this.#kernel;
    if (sequenceKey !== undefined && version !== undefined && versions.isOlder(sequenceKey, version))
      this.#skip();
    else this.#beginRound();
  }

  #skip(): void {
    if (this.event !== undefined) {
      const message = "was not sent, because a newer version was sent before";
      notify(this.#kernel.observer, "onWarning", { ...this.event, code: "older_version", message });
    }
    this.#settle({ result: "succeeded" }, { kind: "gave_up" });
    this.#options.reject(new OlderVersion());
  }

  #beginRound(): void {
    this.#round = new Round(this.#kernel, this);
    this.#round.begin();
  }

  #waitForTurn({ turn }: Wait<Turn>): void {
    this.guardWait();
    const { event } = this;
    if (event !== undefined) notify(this.#kernel.observer, "onWait", { ...event, reason: "sequence" });
    turn.then(
      (given) => this.#takeTurn(given),
      (error) => {
        this.#turnWait = undefined;
        this.fail(error);
      },
    );
  }

  #takeTurn(turn: Turn): void {
    if (this.isOver) return;
    this.#turnWait = undefined;
    if (turn.sends) this.#send(turn);
    else this.#takeShared(turn.shared);
  }

  #send(turn: Extract<Turn, { sends: true }>): void {
    const { request } = this.call;
    if (turn.state !== undefined && request.coalesce !== undefined) {
      this.call = { ...this.call, request: request.coalesce.withState(turn.state) };
    }
    this.progress.uncertain ||= turn.uncertain;
    this.#beginTurn();
  }

  /** Another call was sent in this one's place. Each reads its own result out of the response. */
  #takeShared({ response, attempts, uncertain }: SharedResponse): void {
    const { dialect, server, clock } = this.#kernel;
    const progress = { attempts, tries: attempts, uncertain, secrets: [] };
    try {
      const judge = { dialect, server, progress, nowMs: clock.now() };
      const result = acceptResponse(response, this.call.request, judge);
      this.#succeed(response, { result, progress, superseded: true });
    } catch (error) {
      this.fail(error);
    }
  }

  /** Never more than the deadline itself, should the clock have been set back. */
  deadlineLeftMs(): number {
    const { deadlineMs, deadlineAt } = this.call;
    return Math.min(deadlineMs, deadlineAt - this.#kernel.clock.now());
  }

  #setTimer(onTime: () => void, delayMs: number, purpose: "wait" | "timeout"): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#kernel.clock.setTimer(onTime, delayMs, purpose);
  }

  #succeed(
    response: ReceivedResponse,
    { result, progress, superseded }: { result: Result; progress: Readonly<Progress>; superseded: boolean },
  ): void {
    if (this.isOver) return;
    const { status, headers, rateLimit } = response;
    const { attempts, uncertain } = progress;
    const shared = { response, attempts, uncertain };
    const durationMs = this.#settle({ result: "succeeded", status }, { kind: "response", shared });
    const info = { status, headers, attempts, durationMs, rateLimit };
    this.#options.resolve({ result, response: info, uncertain, superseded });
  }

  fail(error: unknown): void {
    this.#stop(error, { kind: "failed", error });
  }

  #stop(reason: unknown, end: TurnEnd, result: "failed" | "aborted" = "failed"): void {
    if (this.isOver) return;
    this.isOver = true;
    if (this.#round?.isSending) this.progress.uncertain = true;
    this.#round?.abort(reason);
    this.#settle({ result, ...errorFields(reason) }, end);
    this.#options.reject(reason);
  }

  /** Lets go of all that the call holds, before its caller is notified. Returns how long it took. */
  #settle(outcome: Outcome, end: TurnEnd): number {
    this.isOver = true;
    this.#cancelTimer?.();
    this.#leaveSignal?.();
    this.#kernel.inFlight.delete(this);
    const { sequence, versions, clock, observer } = this.#kernel;
    const { sequenceKey, version } = this.call.request;
    const mayBeStored = end.kind === "response" || this.progress.uncertain;
    if (sequenceKey !== undefined && version !== undefined && mayBeStored)
      versions.remember(sequenceKey, version);
    if (this.#turnWait !== undefined) this.#turnWait.giveUp();
    else if (sequenceKey !== undefined) sequence.leave(sequenceKey, this, end);
    const durationMs = Math.max(0, clock.now() - this.call.startedAt);
    if (this.event !== undefined) {
      const { attempts } = this.progress;
      notify(observer, "onSettled", { ...this.event, attempts, durationMs, ...outcome });
    }
    return durationMs;
  }
}
