import type { QueueEngine } from "../engine/queue-engine.js";
import type { HoldReason } from "../observing/queue-observer.js";

/** A hold of an account until a moment. */
export interface Hold {
  readonly untilMs: number;
  readonly reason: HoldReason;
  /** Its number among consecutive holds of its kind. */
  readonly inARow: number;
}

/** The last moment of `Date`: a pause until `resume`. */
export const FOR_EVER_MS = 8_640_000_000_000_000;

const holdNote = (account: string): string => `hold:${account}`;
/** `*` cannot be the name of an account. */
const pauseNote = (account: string | undefined): string => `pause:${account ?? "*"}`;

/** The names of both kinds of notes. */
const noteForm = /^(?:pause|hold):/;

function readHold(text: string | undefined): Hold | undefined {
  if (text === undefined) return undefined;
  try {
    const { untilMs, reason, inARow }: Hold = JSON.parse(text);
    return Number.isFinite(untilMs) ? { untilMs, reason, inARow } : undefined;
  } catch {
    return undefined;
  }
}

/** The end of the latest pause or hold of any account, also of one without orders; undefined when none is in force. */
export function lastHoldUntil(notes: ReadonlyMap<string, string>, nowMs: number): number | undefined {
  const ends = [...notes]
    .filter(([name]) => noteForm.test(name))
    .flatMap(([, text]) => readHold(text)?.untilMs ?? [])
    .filter((untilMs) => untilMs > nowMs);
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/** What keeps an account back now, by the notes of the queue: the later of its pause and its hold. */
export function holdOf(notes: ReadonlyMap<string, string>, account: string, nowMs: number): Hold | undefined {
  const found = [pauseNote(undefined), pauseNote(account), holdNote(account)]
    .flatMap((name) => readHold(notes.get(name)) ?? [])
    .filter(({ untilMs }) => untilMs > nowMs)
    .sort((a, b) => b.untilMs - a.untilMs);
  return found[0];
}

/**
 * The pauses and holds of all accounts, stored in the engine's notes for every process. A pause is set by a person and
 * ends with `resume`; a hold is set by a worker and ends by time.
 */
export class HoldBoard {
  readonly #engine: QueueEngine;
  #notes: ReadonlyMap<string, string> = new Map();
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(engine: QueueEngine) {
    this.#engine = engine;
  }

  /** Reads the notes, unless they are younger than `maxAgeMs`. */
  async refresh(nowMs: number, maxAgeMs: number): Promise<void> {
    if (nowMs >= this.#readAt && nowMs < this.#readAt + maxAgeMs) return;
    this.#notes = await this.#engine.readNotes();
    this.#readAt = nowMs;
  }

  /** What keeps an account back now: the later of its pause and its hold. */
  heldBy(account: string, nowMs: number): Hold | undefined {
    return holdOf(this.#notes, account, nowMs);
  }

  /** The account's last hold, also when it is over: nothing has been delivered since. */
  lastHold(account: string): Hold | undefined {
    return readHold(this.#notes.get(holdNote(account)));
  }

  /** Holds an account; one that is held for longer already stays as it is. */
  async hold(account: string, hold: Hold): Promise<void> {
    const last = this.lastHold(account);
    if (last !== undefined && last.untilMs >= hold.untilMs && last.reason === hold.reason) return;
    await this.#write(holdNote(account), JSON.stringify(hold));
  }

  /** Ends the account's holds after a delivery. Returns whether there were any. */
  async delivered(account: string): Promise<boolean> {
    if (!this.#notes.has(holdNote(account))) return false;
    await this.#write(holdNote(account), undefined);
    return true;
  }

  async pause(account: string | undefined, untilMs: number): Promise<void> {
    const pause: Hold = { untilMs, reason: "paused", inARow: 1 };
    await this.#write(pauseNote(account), JSON.stringify(pause));
  }

  /** Ends pauses and holds, of one account or of all. */
  async resume(account: string | undefined): Promise<void> {
    await this.refresh(this.#readAt, 0);
    const wanted =
      account === undefined
        ? [...this.#notes.keys()].filter((name) => noteForm.test(name))
        : [pauseNote(account), holdNote(account)];
    for (const name of wanted) await this.#write(name, undefined);
  }

  async #write(name: string, text: string | undefined): Promise<void> {
    await this.#engine.writeNote(name, text);
    const notes = new Map(this.#notes);
    if (text === undefined) notes.delete(name);
    else notes.set(name, text);
    this.#notes = notes;
  }
}
