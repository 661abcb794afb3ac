// Proves that two processes on one checkpoint do not harm each other: node test/slow/two-imports.mjs [times]
// Each time, two imports of one file begin at once. One of them brings the orders; the other is told who holds the checkpoint
// and ends with 2. Then the first is killed in half of the cases, and of two more one must take over and finish.
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle, serveFake } from "./import-proof.mjs";

const times = Number(process.argv[2] ?? 50);
const longestMs = 15 * 60_000;
const startedAt = Date.now();
const folder = await mkdtemp(join(tmpdir(), "privy-orders-two-"));

const wrong = [];
let killed = 0;
try {
  const cli = await bundle("src/cli/main.ts", join(folder, "cli.mjs"));
  const { privy, server, env } = await serveFake(folder);

  const start = (file) => {
    const child = spawn(process.execPath, [cli, "import", file], {
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let err = "";
    child.stderr.on("data", (data) => (err += data));
    const ended = new Promise((resolve) =>
      child.on("close", (code, signal) => resolve({ code, signal, err })),
    );
    return { child, ended };
  };

  for (let round = 0; round < times; round += 1) {
    if (Date.now() - startedAt > longestMs) throw new Error(`not done after ${longestMs / 60_000} minutes`);
    const file = join(folder, `orders-${round}.ndjson`);
    const first = round * 200;
    const lines = Array.from({ length: 200 }, (_, index) =>
      JSON.stringify({
        order_id: first + index + 1,
        email: "buyer@example.com",
        total: 5,
        currency: "USD",
        order_date: "2025-06-01T00:00:00Z",
      }),
    );
    await writeFile(file, `${lines.join("\n")}\n`);
    const both = [start(file), start(file)];
    const loser = await Promise.race(
      both.map(({ ended }, index) => ended.then((end) => ({ ...end, index }))),
    );
    const winner = both[1 - loser.index];
    if (round % 2 === 1 && winner.child.exitCode === null) {
      winner.child.kill("SIGKILL");
      killed += 1;
    }
    const end = await winner.ended;
    const isRefused = loser.code === 2 && /in use by another import: process \d+/.test(loser.err);
    const isDone = loser.code === 0 && end.code === 0;
    if (!isRefused && !isDone) wrong.push({ round, loser, end });
    // Both find the lock that the killed one left behind, and only one may take it over.
    const lasts = await Promise.all([start(file), start(file)].map(({ ended }) => ended));
    const isTaken = lasts.some(({ code }) => code === 0);
    if (!isTaken || lasts.some(({ code }) => code !== 0 && code !== 2)) wrong.push({ round, lasts });
  }
  const stored = privy.orders.length;
  console.log(
    `two-imports: ${JSON.stringify({ times, killed, stored, expected: times * 200, wrong: wrong.length })}`,
  );
  if (stored !== times * 200) wrong.push({ stored });
  await server.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}
for (const problem of wrong) console.log(JSON.stringify(problem));
console.log(wrong.length > 0 ? "two-imports: FAILED" : "two-imports: no import died, no order was lost");
process.exit(wrong.length > 0 ? 1 : 0);
