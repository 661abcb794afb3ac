import type { DeliveryStartEvent, EnqueueEvent, EnqueueObserver, QueueObserver } from "./queue-observer.js";

type Both = QueueObserver & EnqueueObserver;
/** The functions that only receive an event. */
type Notice = Exclude<keyof Both, "aroundDelivery" | "onEnqueue">;

/** Calls an observer, whose errors cannot affect the queue. */
export function notifyQueue<Name extends Notice>(
  observer: Both | undefined,
  name: Name,
  event: Parameters<NonNullable<Both[Name]>>[0],
): void {
  // The event type belongs to the name by this function's signature, which TypeScript cannot follow into the union.
  watch(observer, name, (notice) => (notice as (event: unknown) => unknown).call(observer, event));
}

/** Notifies an observer of an order that is about to be stored. Returns its `traceparent`. */
export function traceOfEnqueue(
  observer: EnqueueObserver | undefined,
  event: EnqueueEvent,
): string | undefined {
  const given = watch(observer, "onEnqueue", () => observer?.onEnqueue?.(event));
  return typeof given === "string" ? given : undefined;
}

function watch<Name extends keyof Both>(
  observer: Both | undefined,
  name: Name,
  call: (notice: NonNullable<Both[Name]>) => unknown,
): unknown {
  try {
    const notice = observer?.[name];
    if (typeof notice !== "function") return undefined;
    const returned = call(notice);
    if (typeof returned === "object" && returned !== null && "then" in returned)
      Promise.resolve(returned).catch(() => undefined);
    return returned;
  } catch {
    // An observer's error has no effect.
    return undefined;
  }
}

function runWithin(observer: QueueObserver | undefined, event: DeliveryStartEvent, run: () => void): void {
  let hasRun = false;
  const runOnce = (): void => {
    if (hasRun) return;
    hasRun = true;
    run();
  };
  watch(observer, "aroundDelivery", () => observer?.aroundDelivery?.(event, runOnce));
  runOnce();
}

/** Runs a delivery within an observer's wrapper, exactly once. */
export function runDelivery<Result>(
  observer: QueueObserver | undefined,
  event: DeliveryStartEvent,
  deliver: () => Promise<Result>,
): Promise<Result> {
  let running: Promise<Result> | undefined;
  const begun = (): Promise<Result> => {
    running ??= deliver();
    return running;
  };
  runWithin(observer, event, () => void begun());
  return begun();
}

/**
 * Combines several observers into one, for `work` and for the queue itself: each receives every event, in the given
 * order. `undefined` is skipped. Of several `traceparent`s the first is used.
 */
export function combineQueueObservers(
  ...observers: readonly ((QueueObserver & EnqueueObserver) | undefined)[]
): QueueObserver & EnqueueObserver {
  const all =
    <Name extends Notice>(name: Name) =>
    (event: Parameters<NonNullable<Both[Name]>>[0]): void => {
      for (const observer of observers) notifyQueue(observer, name, event);
    };
  return {
    onEnqueue(event) {
      const traces = observers.map((observer) => traceOfEnqueue(observer, event));
      return traces.find((trace) => trace !== undefined);
    },
    onEnqueued: all("onEnqueued"),
    onDeliveryStart: all("onDeliveryStart"),
    aroundDelivery(event, run) {
      const within = observers.reduceRight<() => void>(
        (inner, observer) => () => runWithin(observer, event, inner),
        run,
      );
      within();
    },
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
