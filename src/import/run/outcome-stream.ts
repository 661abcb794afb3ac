import type { ImportOutcome } from "../import-options.js";

/** Passes outcomes from the import to a loop, one at a time; without a loop they are dropped at once. */
export interface OutcomeStream {
  /** Waits until the loop has taken the outcome. */
  push(outcome: ImportOutcome): Promise<void>;
  end(): void;
  /** Begins to listen. The iteration ends with the import, and rejects as it does. */
  iterate(summary: Promise<unknown>): AsyncIterator<ImportOutcome>;
}

export function createOutcomeStream(onLeave: () => void): OutcomeStream {
  const waiting: { outcome: ImportOutcome; taken: () => void }[] = [];
  let listening = false;
  let ended = false;
  let wake: () => void = () => undefined;

  return {
    push: (outcome) =>
      new Promise((resolve) => {
        if (!listening) {
          resolve();
          return;
        }
        waiting.push({ outcome, taken: resolve });
        wake();
      }),
    end() {
      ended = true;
      wake();
    },
    async *iterate(summary) {
      listening = true;
      try {
        while (!ended || waiting.length > 0) {
          const next = waiting.shift();
          if (next === undefined) {
            await new Promise<void>((resolve) => {
              wake = resolve;
              if (ended || waiting.length > 0) resolve();
            });
            continue;
          }
          next.taken();
          yield next.outcome;
        }
        await summary;
      } finally {
        listening = false;
        for (const { taken } of waiting.splice(0)) taken();
        if (!ended) onLeave();
      }
    },
  };
}
