/** The listeners of a fake's events. */
export interface Subscriptions<Event> {
  /** Calls the listener after each event until the returned function is called. */
  subscribe(listener: (event: Event) => void): () => void;
  /** Whether there is a listener; without one, no event need be created. */
  readonly hasListeners: boolean;
  notify(event: Event): void;
}

/**
 * Creates an empty list of listeners. An error that one throws becomes an uncaught error of the process; it changes
 * nothing in the fake, and the other listeners are still called.
 */
export function createSubscriptions<Event>(): Subscriptions<Event> {
  const listeners = new Set<{ readonly call: (event: Event) => void }>();
  return {
    get hasListeners() {
      return listeners.size > 0;
    },
    subscribe(call) {
      // A new object, so that one function can listen twice.
      const listener = { call };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    notify(event) {
      for (const listener of [...listeners]) {
        try {
          listener.call(event);
        } catch (error) {
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
  };
}
