import { TimeoutError } from "../../errors/timeout-error.js";
import type { Clock } from "../../http/clock.js";

/**
 * Runs work with a signal, for a limited time: then the signal aborts, and the promise rejects with the same
 * `TimeoutError`, even if the work ignores the signal.
 */
export async function withinTime<Result>(
  { clock, timeoutMs, what }: { clock: Clock; timeoutMs: number; what: string },
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const expired = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener("abort", () => reject(controller.signal.reason));
  });
  const cancel = clock.setTimer(
    () => {
      const message = `${what} took longer than ${timeoutMs} ms; it is repeated, or handed to onUndelivered`;
      controller.abort(new TimeoutError(message, { clock: "deadline", timeoutMs, retryable: true }));
    },
    timeoutMs,
    "timeout",
  );
  try {
    return await Promise.race([work(controller.signal), expired]);
  } finally {
    cancel();
  }
}
