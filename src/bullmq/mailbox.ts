import type { Settlement } from "../queue/engine/queue-engine.js";
import type { NewState, StoredLetter, StoredState } from "../queue/engine/stored-state.js";
import type { MailboxClient } from "./bullmq-like.js";
import {
  BURY_SCRIPT,
  DROP_SCRIPT,
  ERASE_SCRIPT,
  PRUNE_SCRIPT,
  PUT_SCRIPT,
  REVIVE_SCRIPT,
  SETTLE_SCRIPT,
} from "./mailbox-scripts.js";

export interface MailNote {
  readonly watermark: number | undefined;
  readonly attempts: number;
  /** How often the job had stalled when it was last released in good order. */
  readonly stalls: number;
  readonly lane: string | undefined;
}

type Kept = Pick<NewState, "at" | "version" | "priority" | "text">;

/**
 * The states of orders, in Redis beside BullMQ's jobs: a job only says that an order has states. Each method is one script
 * or one command, so that no crash leaves a half of it.
 */
export class Mailbox {
  readonly #client: MailboxClient;
  readonly #base: string;

  constructor(client: MailboxClient, base: string) {
    this.#client = client;
    this.#base = base;
  }

  async #run(script: string, ...values: string[]): Promise<unknown> {
    return this.#client.eval(script, 1, this.#base, ...values);
  }

  /** Whether the order has to change its lane, when it was stored. */
  async put(state: NewState, maxWaiting: number): Promise<"full" | "stale" | { readonly isRaised: boolean }> {
    const { text, ...rest } = state;
    const { at, version, priority } = state;
    const kept = JSON.stringify({ at, version, priority, text });
    // What the script returns: a word, and for `stored` another.
    const [word, raised] = (await this.#run(PUT_SCRIPT, JSON.stringify(rest), String(maxWaiting), kept)) as [
      "stored" | "full" | "stale",
      string?,
    ];
    return word === "stored" ? { isRaised: raised === "1" } : word;
  }

  async statesOf(account: string, orderId: string): Promise<StoredState[]> {
    const all = await this.#client.hgetall(`${this.#base}:mail:${account}:${orderId}`);
    return Object.entries(all)
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([id, json]) => {
        const kept: Kept = JSON.parse(json);
        return { id, account, orderId, ...kept };
      });
  }

  async noteOf(account: string, orderId: string): Promise<MailNote> {
    const note = await this.#client.hgetall(`${this.#base}:order:${account}:${orderId}`);
    const { watermark, attempts = 0, stalls = 0, lane } = note;
    return {
      watermark: watermark === undefined ? undefined : Number(watermark),
      attempts: Number(attempts),
      stalls: Number(stalls),
      lane,
    };
  }

  /** How many states are left. */
  async settle(
    order: { readonly account: string; readonly orderId: string },
    { nowMs, remove, dead, watermark, release }: Settlement,
    stalls: number,
  ): Promise<number> {
    const given = {
      nowMs,
      remove,
      dead: dead.map(scriptLetter),
      ...(watermark !== undefined && { watermark, watermarkText: String(watermark) }),
      ...(release !== undefined && { attempts: release.attempts, stalls }),
    };
    return Number(await this.#run(SETTLE_SCRIPT, order.account, order.orderId, JSON.stringify(given)));
  }

  async bury(letters: readonly StoredLetter[]): Promise<number> {
    return Number(await this.#run(BURY_SCRIPT, JSON.stringify(letters.map(scriptLetter))));
  }

  async letters(): Promise<StoredLetter[]> {
    const all = await this.#client.hgetall(`${this.#base}:dead`);
    return Object.values(all)
      .map((json): StoredLetter => JSON.parse(json))
      .sort((a, b) => a.diedAt - b.diedAt || Number(a.state.id) - Number(b.state.id));
  }

  async letter(id: string): Promise<StoredLetter | undefined> {
    const json = await this.#client.hget(`${this.#base}:dead`, id);
    return json === null ? undefined : JSON.parse(json);
  }

  async drop(letters: readonly StoredLetter[]): Promise<number> {
    const names = letters.map(({ state }) => ({ id: state.id, account: state.account }));
    return Number(await this.#run(DROP_SCRIPT, JSON.stringify(names)));
  }

  async revive({ id, account, orderId, at, version, priority, text }: StoredState): Promise<boolean> {
    const kept = JSON.stringify({ at, version, priority, text });
    return Number(await this.#run(REVIVE_SCRIPT, id, account, orderId, String(at), priority, kept)) === 1;
  }

  async erase(states: readonly StoredState[]): Promise<number> {
    const names = states.map(({ account, orderId, id }) => ({ account, orderId, id }));
    return Number(await this.#run(ERASE_SCRIPT, JSON.stringify(names)));
  }

  async prune(deadMs: number, watermarkMs: number): Promise<void> {
    await this.#run(PRUNE_SCRIPT, String(deadMs), String(watermarkMs));
  }

  /** Every account that ever had an order. */
  async accounts(): Promise<string[]> {
    return this.#client.smembers(`${this.#base}:accounts`);
  }

  /** The ids of an account's orders, that of the oldest state first. */
  async orders(account: string, most: number = Number.POSITIVE_INFINITY): Promise<string[]> {
    const last = Number.isFinite(most) ? String(most - 1) : "-1";
    return this.#client.zrange(`${this.#base}:orders:${account}`, "0", last);
  }

  async orderCount(account: string): Promise<number> {
    return this.#client.zcard(`${this.#base}:orders:${account}`);
  }

  async oldestAt(account: string, orderId: string): Promise<number> {
    return Number(await this.#client.zscore(`${this.#base}:orders:${account}`, orderId));
  }

  async notes(): Promise<ReadonlyMap<string, string>> {
    return new Map(Object.entries(await this.#client.hgetall(`${this.#base}:notes`)));
  }

  async setNote(name: string, value: string | undefined): Promise<void> {
    if (value === undefined) await this.#client.hdel(`${this.#base}:notes`, name);
    else await this.#client.hset(`${this.#base}:notes`, name, value);
  }
}

/** A letter with what the script reads of it apart, and the whole as text, which the script keeps as it is. */
function scriptLetter(letter: StoredLetter): object {
  const { id, account, orderId } = letter.state;
  return { state: { id, account, orderId }, diedAt: letter.diedAt, json: JSON.stringify(letter) };
}
