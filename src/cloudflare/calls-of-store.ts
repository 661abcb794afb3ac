import type { OutboxCalls } from "./outbox-calls.js";
import type { OutboxStore } from "./outbox-store.js";

/** The calls that change nothing, so that nothing new falls due. */
export const READING_CALLS: ReadonlySet<string> = new Set<keyof OutboxCalls>([
  "accounts",
  "nextAt",
  "letters",
  "letter",
  "states",
  "readNotes",
  "counts",
  "check",
]);

/** Runs the calls of a Worker on a store. */
export function callsOfStore(store: OutboxStore): Omit<OutboxCalls, "check"> {
  return {
    put: ({ state, ...options }) => store.put(state, options),
    take: async (request) => (await store.take(request)) ?? null,
    renew: ({ order, times }) => store.renew(order, times),
    settle: ({ order, settlement }) => store.settle(order, settlement),
    accounts: () => store.accounts(),
    nextAt: async ({ account, lingerMs }) => (await store.nextAt(account, lingerMs)) ?? null,
    letters: async ({ filter, after }) => store.letterPage(filter, after),
    letter: async ({ id }) => (await store.letter(id)) ?? null,
    dropLetters: ({ ids }) => store.dropLetters(ids),
    revive: ({ states, nowMs }) => store.revive(states, nowMs),
    states: async ({ filter, after }) => store.statePage(filter, after),
    erase: ({ states }) => store.erase(states),
    bury: ({ letters }) => store.bury(letters),
    readNotes: async () => [...(await store.readNotes())],
    writeNote: ({ name, value }) => store.writeNote(name, value),
    counts: ({ nowMs }) => store.counts(nowMs),
    prune: (before) => store.prune(before),
    repair: ({ nowMs }) => store.repair(nowMs),
  };
}
