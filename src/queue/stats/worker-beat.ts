import type { QueueContext } from "../queue-context.js";

const beatNote = "worker";

/** Records that a worker is alive, for checks in other processes. One note serves all workers. */
export async function noteBeat({ engine, clock }: Pick<QueueContext, "engine" | "clock">): Promise<void> {
  await engine.writeNote(beatNote, String(Math.floor(clock.now())));
}

/** Returns when a worker was last seen, in milliseconds since 1970; undefined when none has ever worked here. */
export function lastBeat(notes: ReadonlyMap<string, string>): number | undefined {
  const at = Number(notes.get(beatNote) ?? Number.NaN);
  return Number.isFinite(at) ? at : undefined;
}
