import type { ResponseBody } from "../../http/fetch-like.js";
import { textOf } from "./text-of.js";

/** What steers the connection that a body arrives on. */
export interface BodyFlow {
  pause(): void;
  resume(): void;
  abort(reason: Error): void;
}

/** More than this is not kept for a reader that does not come: the connection is paused. Bytes. */
const maxQueuedBytes = 256 * 1024;

/** The body of one response: takes what arrives, read or not, and gives it out piece by piece or whole. */
export class BodyQueue implements ResponseBody {
  readonly #flow: BodyFlow;
  #chunks: Uint8Array[] = [];
  #queuedBytes = 0;
  #state: "open" | "ended" | "failed" = "open";
  #error: unknown;
  #readsAll = false;
  #paused = false;
  #wake: (() => void) | undefined;

  constructor(flow: BodyFlow) {
    this.#flow = flow;
  }

  push(chunk: Uint8Array): void {
    if (this.#state !== "open") return;
    this.#chunks.push(chunk);
    this.#queuedBytes += chunk.byteLength;
    if (this.#queuedBytes > maxQueuedBytes && !this.#readsAll && !this.#paused) {
      this.#paused = true;
      this.#flow.pause();
    }
    this.#signalReader();
  }

  end(): void {
    if (this.#state === "open") this.#state = "ended";
    this.#signalReader();
  }

  /** Rejects every read from now on; what was not read yet is dropped, since half a response is none. */
  fail(error: unknown): void {
    if (this.#state !== "open") return;
    this.#state = "failed";
    this.#error = error;
    this.#chunks = [];
    this.#signalReader();
  }

  async read(): Promise<{ done: boolean; value?: Uint8Array }> {
    for (;;) {
      const value = this.#chunks.shift();
      if (value !== undefined) {
        this.#queuedBytes -= value.byteLength;
        if (this.#queuedBytes <= maxQueuedBytes) this.#unpause();
        return { done: false, value };
      }
      if (this.#state === "failed") throw this.#error;
      if (this.#state === "ended") return { done: true };
      await this.#arrival();
    }
  }

  /** Everything to the end, as text. */
  async text(): Promise<string> {
    this.#readsAll = true;
    this.#unpause();
    while (this.#state === "open") await this.#arrival();
    if (this.#state === "failed") throw this.#error;
    return textOf(this.#chunks.splice(0));
  }

  getReader(): { read: BodyQueue["read"]; cancel: BodyQueue["cancel"] } {
    return { read: () => this.read(), cancel: () => this.cancel() };
  }

  /** Gives up the rest: a body that has not arrived whole takes its connection with it, so that none is left half read. */
  cancel(): Promise<void> {
    if (this.#state === "open") {
      const reason = new Error("the rest of the response was not read");
      this.fail(reason);
      this.#flow.abort(reason);
    }
    return Promise.resolve();
  }

  #unpause(): void {
    if (!this.#paused || this.#state !== "open") return;
    this.#paused = false;
    this.#flow.resume();
  }

  #arrival(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #signalReader(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}
