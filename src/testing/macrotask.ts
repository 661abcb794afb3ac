/**
 * Node's own `setImmediate`, kept before a test's fake timers can stand in for it; undefined where there is none, and when
 * it was a stand-in already (Sinon's, which Vitest and Jest use, carry their clock; Jest's older ones are mock functions).
 */
const realSetImmediate: ((callback: () => void) => unknown) | undefined =
  typeof setImmediate === "function" && !("clock" in setImmediate) && !("_isMockFunction" in setImmediate)
    ? setImmediate
    : undefined;

/**
 * Resolves in a later turn of the event loop, after everything that promises alone can do. It waits for no timer and
 * works while a test's fake timers are installed, which leave `MessageChannel` alone.
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
