import { DEFAULTS } from "../options/defaults.js";

/**
 * The pause that a 429 asks for, as plain data. It is trusted for a minute. Then one request a minute goes as a probe, and
 * a response to a probe other than a 429 ends the pause: a server that names an absurd time shuts the client only until it is
 * well again. Milliseconds by one clock.
 */
export interface PauseState {
  readonly fromMs: number;
  readonly lengthMs: number;
  /** When one request may go to find out whether the pause still holds. */
  readonly probeAtMs: number;
  /** The request that is under way to find out: itself, or its id. */
  readonly probe?: unknown;
}

/** The pause as it stands now; nothing when it is over. */
export function pauseAt(pause: PauseState | undefined, nowMs: number): PauseState | undefined {
  const passedMs = nowMs - (pause?.fromMs ?? 0);
  // Before its beginning: the clock was set back, and what is known cannot be placed in time any more.
  return passedMs < 0 || passedMs >= (pause?.lengthMs ?? 0) ? undefined : pause;
}

/** A request goes: while there is a pause, as its probe. */
export function pauseAfterSend(
  pause: PauseState | undefined,
  probe: unknown,
  nowMs: number,
): PauseState | undefined {
  const current = pauseAt(pause, nowMs);
  return current && { ...current, probe, probeAtMs: nowMs + DEFAULTS.trustedPauseMs };
}

/** A request is over. Those that were sent before the pause began say nothing about it. */
export function pauseAfterEnd(
  pause: PauseState | undefined,
  probe: unknown,
  hasPassed: boolean,
): PauseState | undefined {
  if (pause === undefined || pause.probe === undefined || pause.probe !== probe) return pause;
  if (hasPassed) return undefined;
  const { fromMs, lengthMs, probeAtMs } = pause;
  return { fromMs, lengthMs, probeAtMs };
}

/** A 429 asks for a pause; the one that ends later counts. */
export function pauseAfterRefusal(
  pause: PauseState | undefined,
  lengthMs: number,
  nowMs: number,
): PauseState | undefined {
  const current = pauseAt(pause, nowMs);
  const isLonger = current !== undefined && current.fromMs + current.lengthMs > nowMs + lengthMs;
  if (isLonger && current.probe === undefined) return current;
  return { fromMs: nowMs, lengthMs, probeAtMs: nowMs + DEFAULTS.trustedPauseMs };
}
