import { hasErrorBrand } from "../../errors/privy-orders-error.js";
import { QueueEngineError } from "../errors/queue-engine-error.js";
import type { QueueEngine } from "./queue-engine.js";

async function* guardIteration<Item>(
  fail: (error: unknown) => unknown,
  begin: () => AsyncIterable<Item>,
): AsyncIterable<Item> {
  try {
    yield* begin();
  } catch (error) {
    throw fail(error);
  }
}

/** Wraps an engine, so that its failures are `QueueEngineError`s that quote nothing of a row. */
export function guardEngine(engine: QueueEngine): QueueEngine {
  const failureOf =
    (operation: string) =>
    (error: unknown): unknown =>
      hasErrorBrand(error) ? error : new QueueEngineError(engine.name, operation, error);
  const guard = async <Value>(operation: string, run: () => Promise<Value>): Promise<Value> => {
    try {
      return await run();
    } catch (error) {
      throw failureOf(operation)(error);
    }
  };
  return {
    name: engine.name,
    maxStateBytes: engine.maxStateBytes,
    leaseMs: engine.leaseMs,
    pollMs: engine.pollMs,
    put: (state, options) => guard("enqueue", () => engine.put(state, options)),
    take: (request) => guard("take", () => engine.take(request)),
    renew: (order, times) => guard("renew", () => engine.renew(order, times)),
    settle: (order, settlement) => guard("settle", () => engine.settle(order, settlement)),
    accounts: () => guard("accounts", () => engine.accounts()),
    nextAt: (account, lingerMs) => guard("nextAt", async () => engine.nextAt?.(account, lingerMs)),
    onChange: (listener) => engine.onChange?.(listener) ?? (() => undefined),
    letters: (filter) => guardIteration(failureOf("letters"), () => engine.letters(filter)),
    letter: (id) => guard("letter", () => engine.letter(id)),
    dropLetters: (ids) => guard("drop", () => engine.dropLetters(ids)),
    revive: (states, nowMs) => guard("replay", () => engine.revive(states, nowMs)),
    states: (filter) => guardIteration(failureOf("states"), () => engine.states(filter)),
    erase: (states) => guard("forget", () => engine.erase(states)),
    bury: (letters) => guard("bury", () => engine.bury(letters)),
    readNotes: () => guard("readNotes", () => engine.readNotes()),
    writeNote: (name, value) => guard("writeNote", () => engine.writeNote(name, value)),
    counts: (nowMs) => guard("stats", () => engine.counts(nowMs)),
    prune: (before) => guard("prune", () => engine.prune(before)),
    repair: (nowMs) => guard("repair", () => engine.repair(nowMs)),
    check: () => guard("check", async () => (await engine.check?.()) ?? []),
    close: () => guard("close", () => engine.close()),
  };
}
