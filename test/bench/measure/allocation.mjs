import { runProgram, startServer } from "../program.mjs";

/** So large a young generation that nothing is collected between two readings of the heap. */
const flags = ["--expose-gc", "--min-semi-space-size=256", "--max-semi-space-size=256"];
const CLIENTS = [
  "bare undici.request",
  "privy-orders over undici",
  "bare fetch",
  "careful fetch",
  "privy-orders",
  "privy-orders over a stub",
  "customerio-node",
  "stripe",
  "resend",
];

/** Bytes of the heap that a call of each client takes. */
export async function measureAllocation(folder, names = CLIENTS) {
  const server = await startServer(folder);
  try {
    return Object.fromEntries(
      names.map((name) => [name, runProgram(folder, ["allocation.mjs", name, server.url], { flags })]),
    );
  } finally {
    await server.end();
  }
}
