import { Program, startServer } from "../program.mjs";
import { medians } from "../statistics.mjs";

/** Before each round, unmeasured: a client that has waited for its turn opens its connections again. */
const REHEAT = 500;

/**
 * Times calls of several clients. Each has a process of its own that stays for all rounds; in a round each is measured once,
 * in turns, every other round backwards, so that what else the machine does falls on all of them. Before any is timed, each makes
 * `warmUp` calls: a store's process has compiled its hot code long ago.
 *
 * @returns by concurrency, for each client, its medians, and under `rounds` each round by itself
 */
export async function measureCalls(folder, names, options) {
  const { node = process.execPath, rounds, concurrencies, way = "", calls, warmUp } = options;
  const server = await startServer(folder);
  const programs = new Map();
  const results = {};
  try {
    for (const name of names)
      programs.set(name, new Program(folder, [node, "calls.mjs", name, server.url + way]));
    for (const concurrency of concurrencies) {
      for (const [name, program] of programs) {
        console.error(`${name}${way}, ${concurrency} at a time`);
        await program.ask({ concurrency, calls: warmUp });
      }
      const taken = [];
      for (let round = 0; round < rounds; round++) {
        const turns = round % 2 === 0 ? names : names.toReversed();
        const sample = {};
        for (const name of turns) {
          await programs.get(name).ask({ concurrency, calls: Math.min(REHEAT, warmUp) });
          sample[name] = await programs.get(name).ask({ concurrency, calls });
        }
        taken.push(sample);
      }
      results[concurrency] = { clients: medians(taken), rounds: taken };
    }
  } finally {
    for (const program of programs.values()) await program.end();
    await server.end();
  }
  return results;
}

/** How many times as fast one client is as another, by CPU time and by throughput: the median of what each round says. */
export function ratio(rounds, of, to) {
  return medians(
    rounds.map((round) => ({
      cpu: round[of].cpuMicros / round[to].cpuMicros,
      throughput: round[to].perSecond / round[of].perSecond,
    })),
  );
}
