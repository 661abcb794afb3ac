interface Listening {
  readonly callbacks: Set<() => void>;
  readonly onAbort: () => void;
}

/**
 * Lets any number of calls wait for one signal with a single listener on it: beyond ten, Node warns of a leak, and a
 * signal that a whole run shares has thousands.
 */
export class SharedAborts {
  readonly #listening = new WeakMap<AbortSignal, Listening>();

  /** Calls back when the signal aborts; the returned function ends that. */
  add(signal: AbortSignal, callback: () => void): () => void {
    const { callbacks, onAbort } = this.#listening.get(signal) ?? this.#listen(signal);
    callbacks.add(callback);
    return () => {
      callbacks.delete(callback);
      if (callbacks.size > 0) return;
      signal.removeEventListener("abort", onAbort);
      this.#listening.delete(signal);
    };
  }

  #listen(signal: AbortSignal): Listening {
    const callbacks = new Set<() => void>();
    const onAbort = (): void => {
      for (const callback of [...callbacks]) callback();
    };
    const listening = { callbacks, onAbort };
    this.#listening.set(signal, listening);
    signal.addEventListener("abort", onAbort, { once: true });
    return listening;
  }
}
