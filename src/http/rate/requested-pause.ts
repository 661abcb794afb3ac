import { DEFAULTS } from "../options/defaults.js";
import type { RateEntrant } from "./rate-entrant.js";
import type { Opening } from "./rate-opening.js";

interface Pause {
  readonly fromMs: number;
  readonly lengthMs: number;
  /** When one request may go to find out whether the pause still holds. */
  readonly probeAtMs: number;
  readonly probe: RateEntrant | undefined;
}

/**
 * The pause that a 429 asks for. It is trusted for a minute. Then one request a minute goes as a probe, and a response to
 * a probe that is no 429 ends the pause: a server that names an absurd time shuts the client only until it is well again.
 */
export class RequestedPause {
  #pause: Pause | undefined;

  /** What holds a request up now; nothing when it may go. */
  opening(nowMs: number): Opening | undefined {
    const pause = this.#current(nowMs);
    if (pause === undefined || nowMs >= pause.probeAtMs) return undefined;
    const atMs = pause.fromMs + pause.lengthMs;
    return {
      free: false,
      atMs,
      nextLookMs: Math.min(pause.probeAtMs, atMs),
      window: undefined,
      waitable: true,
      pending: pause.probe !== undefined,
    };
  }

  /** A request goes: while there is a pause, as its probe. */
  onSend(entrant: RateEntrant, nowMs: number): void {
    const pause = this.#current(nowMs);
    if (pause !== undefined)
      this.#pause = { ...pause, probe: entrant, probeAtMs: nowMs + DEFAULTS.trustedPauseMs };
  }

  /** A 429 asks for a pause; the one that ends later counts. */
  begin(lengthMs: number, nowMs: number): void {
    const pause = this.#current(nowMs);
    if (pause !== undefined && pause.probe === undefined && pause.fromMs + pause.lengthMs > nowMs + lengthMs)
      return;
    const probeAtMs = nowMs + DEFAULTS.trustedPauseMs;
    this.#pause = { fromMs: nowMs, lengthMs, probeAtMs, probe: undefined };
  }

  /** A request is over. Those that were sent before the pause began say nothing about it. */
  onEnd(entrant: RateEntrant, { hasPassed }: { readonly hasPassed: boolean }): void {
    if (this.#pause?.probe !== entrant) return;
    this.#pause = hasPassed ? undefined : { ...this.#pause, probe: undefined };
  }

  #current(nowMs: number): Pause | undefined {
    const passedMs = nowMs - (this.#pause?.fromMs ?? 0);
    // Before its beginning: the clock was set back, and what is known cannot be placed in time any more.
    if (passedMs < 0 || passedMs >= (this.#pause?.lengthMs ?? 0)) this.#pause = undefined;
    return this.#pause;
  }
}
