// Starts a Next app that has been built, asks its two routes, and leaves what both have tried as one proof.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const START_TIMEOUT_MS = 60_000;

const port = await new Promise((settle) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port: free } = probe.address();
    probe.close(() => settle(free));
  });
});
const args = ["node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", String(port)];
const app = spawn(process.execPath, args, { stdio: "inherit" });

/** Asks until the app has started. */
async function ask(path) {
  for (const end = Date.now() + START_TIMEOUT_MS; ; await sleep(100)) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      if (response.status !== 200) throw new Error(`${path} responded with ${response.status}`);
      return await response.json();
    } catch (error) {
      if (error.cause?.code !== "ECONNREFUSED" || Date.now() > end) throw error;
    }
  }
}

try {
  const [node, edge] = [await ask("/api/node"), await ask("/api/edge")];
  const order = [node, edge].find((tried) => tried.order !== "sent")?.order ?? "sent";
  writeFileSync(process.env.PROOF, JSON.stringify({ loads: { ...node.loads, ...edge.loads }, order }));
} finally {
  app.kill();
}
