/** What work needs of an `AbortSignal` to end when nobody waits for it any more. Every `AbortSignal` fits. */
export interface AbortSource {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: "abort", listener: () => void, options?: { readonly once: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/**
 * An `AbortController` and its signal in one, for the kernel's own use: making one, listening to it and letting it go
 * takes a tenth of the time, and every call does all three. Listeners are called once, in the order in which they came.
 */
export class Cancellation implements AbortSource {
  aborted = false;
  reason: unknown;
  readonly #listeners: (() => void)[] = [];

  /** Only the first call counts. */
  abort(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    for (let next = this.#listeners.shift(); next !== undefined; next = this.#listeners.shift()) next();
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  addEventListener(_type: "abort", listener: () => void): void {
    if (!this.aborted) this.#listeners.push(listener);
  }

  removeEventListener(_type: "abort", listener: () => void): void {
    // The last one first: whoever came last mostly leaves first.
    const index = this.#listeners.lastIndexOf(listener);
    if (index >= 0) this.#listeners.splice(index, 1);
  }
}
