/** How many cases each property tries: few in `npm test`, as many as one likes by hand: `FUZZ_RUNS=100000 npx vitest run test/fuzz`. */
export const fuzzRuns: number = Number(process.env.FUZZ_RUNS ?? 150);

/** How long a property may take by hand. Milliseconds. */
export const fuzzTimeoutMs: number = Math.max(60_000, fuzzRuns * 40);
