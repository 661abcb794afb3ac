/**
 * Returns whether this is Node's own `setImmediate`, not one of a test's fake timers: `util.promisify` knows Node's
 * own, Sinon's (which Vitest and Jest use) has a clock, and Jest's older one is a mock function.
 */
function isReal(candidate: unknown): candidate is (callback: () => void) => unknown {
  return (
    typeof candidate === "function" &&
    Symbol.for("nodejs.util.promisify.custom") in candidate &&
    !("clock" in candidate || "_isMockFunction" in candidate)
  );
}

/** Captured before fake timers can replace it. Looked up by name, because most runtimes do not have it. */
const found: unknown = Reflect.get(globalThis, "setImmediate");
const realSetImmediate = isReal(found) ? found : undefined;

/**
 * Resolves in a later turn of the event loop, after all pending promise callbacks. It waits for no timer, and works
 * while a test's fake timers are installed, since they do not replace `MessageChannel`.
 */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    if (realSetImmediate !== undefined) {
      realSetImmediate(resolve);
      return;
    }
    if (typeof MessageChannel !== "function") {
      setTimeout(resolve, 0);
      return;
    }
    // A channel for each turn: messages of one open channel may be delivered in a row, without a turn in between, and
    // an open one would keep the process alive.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
