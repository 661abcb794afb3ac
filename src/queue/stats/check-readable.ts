import type { EngineFinding } from "../engine/queue-engine.js";
import { type ReadState, readPayload } from "../payload/envelope.js";
import type { QueueContext } from "../queue-context.js";

/** How many states are read at most: what cannot be read stays, so it is soon among the oldest. */
const mostRead = 500;

type Problem = Extract<ReadState, { readable: false }>["problem"];

const remedies: Readonly<Record<Problem, string>> = {
  sealed: "sealed with a key that is not known here; add it to the keys of createSealing",
  unknown_version: "written by a newer version of this package; update this one",
  broken: "damaged; privy-orders queue repair --unreadable dead makes them dead letters",
};

/** Looks whether waiting orders can be read here. A process without any key cannot say that of sealed ones. */
export async function checkReadable({ engine, sealing }: QueueContext): Promise<EngineFinding> {
  const counts = new Map<Problem, number>();
  let seen = 0;
  for await (const state of engine.states({})) {
    const read = await readPayload(state, sealing);
    const isKeyless = !read.readable && read.problem === "sealed" && sealing === undefined;
    if (!read.readable && !isKeyless) counts.set(read.problem, (counts.get(read.problem) ?? 0) + 1);
    seen += 1;
    if (seen >= mostRead) break;
  }
  const found = [...counts].map(([problem, count]) => `${count} are ${remedies[problem]}`);
  const ok = found.length === 0;
  const message = ok ? "can be read" : `of the first ${seen} states ${found.join("; ")}`;
  return { ok, subject: "payloads", message };
}
