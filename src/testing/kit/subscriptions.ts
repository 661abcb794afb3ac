/** The listeners that are called after something happened in a fake. */
export interface Subscriptions<Event> {
  /** Calls the listener after each event until the returned function is called. */
  subscribe(listener: (event: Event) => void): () => void;
  /** Whether anything listens: no event need be made otherwise. */
  readonly hasListeners: boolean;
  notify(event: Event): void;
}

/**
 * Makes an empty list of listeners. What one of them throws reaches the process as an uncaught error; it changes nothing in
 * the fake, and the others are told all the same.
 */
export function createSubscriptions<Event>(): Subscriptions<Event> {
  const listeners = new Set<{ readonly call: (event: Event) => void }>();
  return {
    get hasListeners() {
      return listeners.size > 0;
    },
    subscribe(call) {
      // An object of its own, so that one function can listen twice.
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
