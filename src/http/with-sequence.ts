import { eventOf, notify } from "./notify.js";
import type { Observer } from "./observer.js";
import type { Call, Transport } from "./transport.js";

interface Line {
  /** Those who wait behind the one that runs, in order of arrival. */
  readonly waiting: (() => void)[];
}

/**
 * Lets calls with an equal `sequenceKey` run one after the other, in the order in which they were made; calls with other
 * keys, or none, run side by side. A call that gives up while it waits leaves the line.
 */
export function withSequence(next: Transport, observer?: Observer): Transport {
  const lines = new Map<string, Line>();

  const leave = (key: string, line: Line): void => {
    const following = line.waiting.shift();
    if (following === undefined) lines.delete(key);
    else following();
  };

  const enter = (call: Call, line: Line): Promise<void> =>
    new Promise((resolve, reject) => {
      const onTurn = (): void => {
        call.signal.removeEventListener("abort", onAbort);
        resolve();
      };
      const onAbort = (): void => {
        line.waiting.splice(line.waiting.indexOf(onTurn), 1);
        reject(call.signal.reason);
      };
      line.waiting.push(onTurn);
      call.signal.addEventListener("abort", onAbort, { once: true });
      notify(observer, "onWait", { ...eventOf(call), reason: "sequence" });
    });

  return async (call) => {
    const key = call.request.sequenceKey;
    if (key === undefined) return next(call);
    const current = lines.get(key);
    const line = current ?? { waiting: [] };
    if (current === undefined) lines.set(key, line);
    else await enter(call, line);
    try {
      return await next(call);
    } finally {
      leave(key, line);
    }
  };
}
