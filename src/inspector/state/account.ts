import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ArmedFault, FakeInfo, ShownChaos, ShownClock, ShownRate } from "../api/shapes.js";
import { createRequestStore, type RequestStore } from "./request-store.js";

/** The requests of the account that the page shows. */
export const requests: RequestStore = createRequestStore();

/** What the fake says about itself; undefined until it has. */
export const info: Signal<FakeInfo | undefined> = signal(undefined);
/** Where the fake's API is; empty until it is known. */
export const baseUrl = (): string => info.value?.baseUrl ?? "";

/** How many of everything there are, by name. */
export const counts: Signal<Readonly<Record<string, number>>> = signal({});
/** Undefined when the account has no limit. */
export const rate: Signal<ShownRate | undefined> = signal(undefined);
/** The rules of faults that wait for requests. */
export const pendingFaults: Signal<readonly ArmedFault[]> = signal([]);
/** Chaos, while there is any. */
export const chaos: Signal<ShownChaos | undefined> = signal(undefined);

/** How many faults are armed: rules, and chaos as one. */
export const armedFaults: ReadonlySignal<number> = computed(
  () => pendingFaults.value.length + (chaos.value ? 1 : 0),
);

/** Grows whenever something in the account may have changed: views that show it load anew. */
export const accountVersion: Signal<number> = signal(0);

/** Grows whenever everything is loaded anew: request #1 is then another one. */
export const accountEra: Signal<number> = signal(0);

/** The connection: `since` is when it was lost. */
export const connection: Signal<{ readonly state: "starting" | "live" | "lost"; readonly since: number }> =
  signal({ state: "starting", since: 0 });

/** The fake's clock as it was, and when this machine saw it. */
const seenClock: Signal<{ readonly clock: ShownClock; readonly atMs: number } | undefined> =
  signal(undefined);
/** Grows with each second, so that a running clock ticks. */
const tick: Signal<number> = signal(0);

/** Takes down what the fake's clock shows now. */
export function setClock(clock: ShownClock): void {
  seenClock.value = { clock, atMs: Date.now() };
}

/** Lets the clock tick for as long as the page lives. */
export function startTicking(): void {
  setInterval(() => {
    if (!document.hidden) tick.value += 1;
  }, 1_000);
}

/** What the fake's clock shows now. */
export const fakeClock: ReadonlySignal<
  { readonly nowMs: number; readonly isFrozen: boolean; readonly offsetMs: number } | undefined
> = computed(() => {
  void tick.value;
  const seen = seenClock.value;
  if (!seen) return undefined;
  const isFrozen = seen.clock.mode === "frozen";
  const passedMs = isFrozen ? 0 : Date.now() - seen.atMs;
  const nowMs = Date.parse(seen.clock.now) + passedMs;
  return { nowMs, isFrozen, offsetMs: seen.clock.offsetMs };
});
