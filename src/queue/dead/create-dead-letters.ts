import { type InputIssue, InvalidInputError } from "../../errors/invalid-input-error.js";
import type { StoredLetter, StoredState } from "../engine/stored-state.js";
import { readPayload, writePayload } from "../payload/envelope.js";
import { replayedState } from "../payload/replayed-state.js";
import type { QueueContext } from "../queue-context.js";
import { checkChoice, checkIds } from "./check-choice.js";
import type { DeadLetter, DeadLetterChoice, DeadLetters, ReplayOptions } from "./dead-letters.js";

/** How many letters are put back at once, so that a million of them are never in memory. */
const portion = 500;

function letterOf({ state, reason, code, status, fields, diedAt, attempts }: StoredLetter): DeadLetter {
  return {
    id: state.id,
    orderId: state.orderId,
    account: state.account,
    reason,
    ...(code !== undefined && { code }),
    ...(status !== undefined && { status }),
    fields,
    firstAt: new Date(state.at),
    diedAt: new Date(diedAt),
    attempts,
  };
}

function checkReplay(options: ReplayOptions): void {
  const issues: InputIssue[] = [];
  const as: unknown = options?.as;
  if (as !== "live" && as !== "past") {
    const message =
      'must be "live" (a new order starts flows now) or "past" (none start); there is no default';
    issues.push({ code: as === undefined ? "missing" : "invalid", path: ["as"], message });
  }
  const consent: unknown = options?.consent;
  if (consent !== undefined && consent !== "drop" && consent !== "send")
    issues.push({ code: "invalid", path: ["consent"], message: 'must be "drop" or "send"' });
  if (issues.length > 0) throw new InvalidInputError("Nothing was replayed", issues);
}

/** Creates the dead letters of a queue. */
export function createDeadLetters(context: QueueContext): DeadLetters {
  const { engine, sealing, clock } = context;

  async function* chosen(which: DeadLetterChoice): AsyncIterable<StoredLetter> {
    if (!Array.isArray(which)) {
      // The check for an array leaves the filter only, which TypeScript does not see of a readonly one.
      const filter = which as Exclude<DeadLetterChoice, readonly string[]>;
      yield* engine.letters(filter);
      return;
    }
    for (const id of new Set(which)) {
      const letter = await engine.letter(id);
      if (letter !== undefined) yield letter;
    }
  }

  return {
    async *list(filter = {}) {
      checkChoice(filter, "The dead letters were not read");
      for await (const letter of engine.letters(filter)) yield letterOf(letter);
    },
    async read(id) {
      const letter = await engine.letter(id);
      if (letter === undefined) return undefined;
      const read = await readPayload(letter.state, sealing);
      return { ...letterOf(letter), ...(read.readable && { order: read.state.order }) };
    },
    async replay(which, options) {
      checkReplay(options);
      checkChoice(which, "Nothing was replayed");
      const { as, consent = "drop" } = options;
      const nowMs = Math.floor(clock.now());
      let [replayed, consentDropped, unreadable] = [0, 0, 0];
      let waiting: StoredState[] = [];
      const flush = async (): Promise<void> => {
        if (waiting.length > 0) replayed += await engine.revive(waiting, nowMs);
        waiting = [];
      };
      for await (const { state: stored } of chosen(which)) {
        const read = await readPayload(stored, sealing);
        if (!read.readable) {
          unreadable += 1;
          continue;
        }
        const next = replayedState(read.state, { as, consent, nowMs });
        if (next.consentDropped) consentDropped += 1;
        waiting.push({ ...stored, text: await writePayload(next.state, sealing) });
        if (waiting.length >= portion) await flush();
      }
      await flush();
      if (replayed > 0) context.wake();
      return { replayed, consentDropped, unreadable };
    },
    async drop(ids) {
      checkIds(ids, "Nothing was dropped");
      return engine.dropLetters(ids);
    },
  };
}
