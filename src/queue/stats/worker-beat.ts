import type { QueueContext } from "../queue-context.js";

const beatNote = "worker";

/** Notes that a worker is alive, for a doctor in another process. One note for all: what matters is whether any is. */
export async function noteBeat({ engine, clock }: Pick<QueueContext, "engine" | "clock">): Promise<void> {
  await engine.writeNote(beatNote, String(Math.floor(clock.now())));
}

/** When a worker was last seen. Milliseconds since 1970; nothing when none has ever worked here. */
export function lastBeat(notes: ReadonlyMap<string, string>): number | undefined {
  const at = Number(notes.get(beatNote) ?? Number.NaN);
  return Number.isFinite(at) ? at : undefined;
}
