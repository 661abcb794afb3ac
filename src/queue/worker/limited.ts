import { raceAbort } from "../../http/abort.js";
import type { WorkerState } from "./worker-state.js";

/**
 * Runs what a store has handed in, for a limited time: until the worker has to end, or until it takes too long, so that code
 * without limits of its own cannot keep a place for ever.
 */
export async function limited<Value>(
  { context, abandon }: Pick<WorkerState, "context" | "abandon">,
  mostMs: number,
  run: (signal: AbortSignal) => Value | PromiseLike<Value>,
): Promise<Value> {
  // A signal of its own: a shared one would gather a listener of every call.
  const controller = new AbortController();
  const abort = (): void => controller.abort(abandon.reason);
  if (abandon.aborted) abort();
  abandon.addEventListener("abort", abort, { once: true });
  const overrun = (): void => controller.abort(new Error("It did not end in time."));
  const cancel = context.clock.setTimer(overrun, mostMs, "timeout");
  try {
    const running = Promise.resolve().then(() => run(controller.signal));
    return await raceAbort(running, controller.signal);
  } finally {
    cancel();
    abandon.removeEventListener("abort", abort);
  }
}
