import { InvalidInputError } from "../errors/invalid-input-error.js";
import type {
  AccountCounts,
  EngineFinding,
  LetterFilter,
  PutOptions,
  PutResult,
  QueueEngine,
  Settlement,
  TakenOrder,
  TakeRequest,
} from "../queue/engine/queue-engine.js";
import type { NewState, StoredLetter, StoredState } from "../queue/engine/stored-state.js";
import { eachOfPages } from "../sqlite/sql/each-of-pages.js";
import type { OutboxStub } from "./durable-object.js";
import { OUTBOX_PATH, type OutboxCalls } from "./outbox-calls.js";

/** The largest value in a Durable Object's storage, in bytes (128 KB). */
const maxStateBytes = 120_000;
/** The most states or letters of one request. */
const portion = 100;

const portionsOf = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / portion) }, (_, index) =>
    items.slice(index * portion, (index + 1) * portion),
  );

/** Returns whether a failure may be repeated at once: Cloudflare marks those of a deploy, which restarts objects. */
const isWorthRepeating = (error: unknown): boolean =>
  typeof error === "object" &&
  error !== null &&
  Reflect.get(error, "retryable") === true &&
  Reflect.get(error, "overloaded") !== true;

async function failureOf(response: { json(): Promise<unknown> }): Promise<unknown> {
  const body = await response.json().catch(() => undefined);
  const code: unknown = typeof body === "object" && body !== null ? Reflect.get(body, "code") : undefined;
  return Object.assign(new Error("The Durable Object failed."), typeof code === "string" && { code });
}

/** Creates an engine whose calls go to a Durable Object, which stores and delivers the orders. */
export class OutboxEngine implements QueueEngine {
  readonly name = "cloudflare";
  readonly maxStateBytes: number = maxStateBytes;
  /** Each look is a request to the object. */
  readonly pollMs = 5_000;
  /** Each request gets a new stub, since a stub is broken after a failure. */
  readonly #stub: () => OutboxStub;

  constructor(stub: () => OutboxStub) {
    this.#stub = stub;
  }

  async #ask<Name extends keyof OutboxCalls>(
    name: Name,
    ...[given]: Parameters<OutboxCalls[Name]>
  ): Promise<Awaited<ReturnType<OutboxCalls[Name]>>> {
    const request = { method: "POST", body: JSON.stringify(given ?? {}) };
    const send = async () => this.#stub().fetch(`https://outbox${OUTBOX_PATH}${name}`, request);
    // A repeated call may store a state twice, which the merge makes harmless.
    const response = await send().catch((error) => {
      if (!isWorthRepeating(error)) throw error;
      return send();
    });
    if (response.status !== 200) throw await failureOf(response);
    // The object is of this package, and responds as `OutboxCalls` declares.
    return (await response.json()) as Awaited<ReturnType<OutboxCalls[Name]>>;
  }

  async put(state: NewState, { nowMs, maxWaiting, transaction }: PutOptions): Promise<PutResult> {
    if (transaction !== undefined) {
      const message = "cannot be joined by a Durable Object: enqueue after its commit";
      throw new InvalidInputError("The order was not enqueued", [
        { code: "invalid", path: ["transaction"], message },
      ]);
    }
    return this.#ask("put", { state, nowMs, maxWaiting });
  }

  async take(request: TakeRequest): Promise<TakenOrder | undefined> {
    return (await this.#ask("take", request)) ?? undefined;
  }

  renew(order: TakenOrder, times: { nowMs: number; leaseMs: number }): Promise<boolean> {
    return this.#ask("renew", { order: { ...order, states: [] }, times });
  }

  settle(order: TakenOrder, settlement: Settlement): Promise<boolean> {
    return this.#ask("settle", { order: { ...order, states: [] }, settlement });
  }

  accounts(): Promise<readonly string[]> {
    return this.#ask("accounts");
  }

  async nextAt(account: string, lingerMs: number): Promise<number | undefined> {
    return (await this.#ask("nextAt", { account, lingerMs })) ?? undefined;
  }

  letters(filter: LetterFilter): AsyncIterable<StoredLetter> {
    return eachOfPages(
      (after) => this.#ask("letters", { filter, after }),
      ({ state }) => state.id,
    );
  }

  states(filter: LetterFilter): AsyncIterable<StoredState> {
    return eachOfPages(
      (after) => this.#ask("states", { filter, after }),
      ({ id }) => id,
    );
  }

  async letter(id: string): Promise<StoredLetter | undefined> {
    return (await this.#ask("letter", { id })) ?? undefined;
  }

  dropLetters(ids: readonly string[]): Promise<number> {
    return this.#ask("dropLetters", { ids });
  }

  revive(states: readonly StoredState[], nowMs: number): Promise<number> {
    return this.#sum(states, (part) => this.#ask("revive", { states: part, nowMs }));
  }

  erase(states: readonly StoredState[]): Promise<number> {
    // Their ids are enough.
    const named = states.map((state) => ({ ...state, text: "" }));
    return this.#sum(named, (part) => this.#ask("erase", { states: part }));
  }

  bury(letters: readonly StoredLetter[]): Promise<number> {
    return this.#sum(letters, (part) => this.#ask("bury", { letters: part }));
  }

  async #sum<Item>(items: readonly Item[], ask: (part: Item[]) => Promise<number>): Promise<number> {
    let sum = 0;
    for (const part of portionsOf(items)) sum += await ask(part);
    return sum;
  }

  async readNotes(): Promise<ReadonlyMap<string, string>> {
    return new Map(await this.#ask("readNotes"));
  }

  async writeNote(name: string, value: string | undefined): Promise<void> {
    await this.#ask("writeNote", { name, value });
  }

  counts(nowMs: number): Promise<readonly AccountCounts[]> {
    return this.#ask("counts", { nowMs });
  }

  async prune(before: { deadMs: number; watermarkMs: number }): Promise<void> {
    await this.#ask("prune", before);
  }

  repair(nowMs: number): Promise<number> {
    return this.#ask("repair", { nowMs });
  }

  check(): Promise<readonly EngineFinding[]> {
    return this.#ask("check");
  }

  async close(): Promise<void> {}
}
