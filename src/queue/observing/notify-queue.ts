import type { QueueObserver } from "./queue-observer.js";

/** Calls an observer so that nothing it does can disturb the worker. */
export function notifyQueue<Name extends keyof QueueObserver>(
  observer: QueueObserver | undefined,
  name: Name,
  event: Parameters<NonNullable<QueueObserver[Name]>>[0],
): void {
  if (observer === undefined) return;
  try {
    if (typeof observer[name] !== "function") return;
    // The event type belongs to the name by this function's signature, which TypeScript cannot follow into the union.
    const returned: unknown = (observer[name] as (event: unknown) => unknown)(event);
    if (typeof returned === "object" && returned !== null && "then" in returned)
      Promise.resolve(returned).catch(() => undefined);
  } catch {
    // An observer that throws changes nothing.
  }
}

/** Makes one observer of several: each sees every event, in the order given. `undefined` is skipped. */
export function combineQueueObservers(...observers: readonly (QueueObserver | undefined)[]): QueueObserver {
  const all =
    <Name extends keyof QueueObserver>(name: Name) =>
    (event: Parameters<NonNullable<QueueObserver[Name]>>[0]): void => {
      for (const observer of observers) notifyQueue(observer, name, event);
    };
  return {
    onDeliveryStart: all("onDeliveryStart"),
    onDeliveryEnd: all("onDeliveryEnd"),
    onPutOff: all("onPutOff"),
    onHeld: all("onHeld"),
    onReleased: all("onReleased"),
    onDead: all("onDead"),
    onStale: all("onStale"),
    onConsentDropped: all("onConsentDropped"),
    onTakeover: all("onTakeover"),
    onEngineError: all("onEngineError"),
  };
}
