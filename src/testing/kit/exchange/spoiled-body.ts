import type { Clock } from "../../../http/clock.js";
import { wait } from "../clock/wait.js";
import type { WireFault } from "./wire-fault.js";

/** The circumstances of a delivery. */
export interface Delivery {
  readonly clock: Clock;
  /** Aborts when the client stops waiting for the response. */
  readonly signal?: AbortSignal | null | undefined;
}

type BodyWire = Extract<WireFault, { kind: "cut" | "stalled" | "endless" }>;

const blanks: Uint8Array = new Uint8Array(16_384).fill(0x20);

/** Creates a body that a fault spoils. A reader that cancels, or an abort, ends its waits. */
export function spoiledBody(text: string, wire: BodyWire, delivery: Delivery): ReadableStream<Uint8Array> {
  const { clock, signal } = delivery;
  const whole = new TextEncoder().encode(text);
  const gaveUp = new AbortController();
  let parts = 0;

  const fail = (controller: ReadableStreamDefaultController<Uint8Array>, reason: unknown): void => {
    gaveUp.abort(reason);
    controller.error(reason);
  };
  let onAbort: (() => void) | undefined;
  const settle = (): void => {
    if (onAbort !== undefined) signal?.removeEventListener("abort", onAbort);
  };

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        onAbort = () => fail(controller, signal?.reason);
        if (signal?.aborted) onAbort();
        else signal?.addEventListener("abort", onAbort, { once: true });
      },
      async pull(controller) {
        parts += 1;
        if (wire.kind === "endless") return controller.enqueue(parts === 1 ? whole : blanks.slice());
        if (parts === 1 && wire.bytes > 0) return controller.enqueue(whole.slice(0, wire.bytes));
        if (wire.kind === "stalled") {
          await wait(clock, wire.delayMs, gaveUp.signal).catch(() => undefined);
          if (gaveUp.signal.aborted) return;
          controller.enqueue(whole.slice(wire.bytes));
          controller.close();
        } else controller.error(brokenOff());
        settle();
      },
      cancel(reason) {
        settle();
        gaveUp.abort(reason);
      },
    },
    // Nothing is produced before it is read.
    { highWaterMark: 0 },
  );
}

/** The error that Node's `fetch` reports for a connection that breaks in the middle of a body. */
function brokenOff(): TypeError {
  const cause = Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" });
  return new TypeError("terminated", { cause });
}
