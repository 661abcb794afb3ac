import * as undici from "undici";
import { createDispatcher } from "./create-dispatcher.js";
import type { DispatchExchange } from "./exchange/dispatch-exchange.js";
import type { UndiciFetchOptions } from "./undici-fetch-options.js";

/** A dispatcher whose connections can be replaced by new ones while it is used. */
export class RenewableDispatcher {
  /** The exchanges under way. */
  readonly running: Set<DispatchExchange> = new Set();
  readonly #options: UndiciFetchOptions;
  #current: undici.Dispatcher;
  /** Those that finish what they have begun. */
  readonly #retired = new Map<undici.Dispatcher, Promise<void>>();
  #closed: Promise<void> | undefined;
  #destroyed: Promise<void> | undefined;

  constructor(options: UndiciFetchOptions) {
    this.#options = options;
    this.#current = createDispatcher(options);
  }

  get current(): undici.Dispatcher {
    return this.#current;
  }

  /** Lets no further request use the connections of this dispatcher; those under way are finished. */
  retire(dispatcher: undici.Dispatcher): void {
    if (dispatcher !== this.#current || this.#closed !== undefined || this.#destroyed !== undefined) return;
    this.#current = createDispatcher(this.#options);
    const done = dispatcher.close().finally(() => this.#retired.delete(dispatcher));
    this.#retired.set(dispatcher, done);
  }

  async #closeAll(): Promise<void> {
    await Promise.all([this.#current.close(), ...this.#retired.values()]);
  }

  close(): Promise<void> {
    this.#closed ??= this.#destroyed ?? this.#closeAll();
    return this.#closed;
  }

  async #destroyAll(): Promise<void> {
    const destroying = [this.#current, ...this.#retired.keys()].map((dispatcher) => dispatcher.destroy());
    // A dispatcher that is closing has let go of its connections, and destroys none of them any more.
    for (const exchange of this.running) exchange.destroy(new undici.errors.ClientDestroyedError());
    await Promise.all(destroying);
  }

  destroy(): Promise<void> {
    this.#destroyed ??= this.#destroyAll();
    return this.#destroyed;
  }
}
