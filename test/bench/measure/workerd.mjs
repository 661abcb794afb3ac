import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runtimes } from "../../runtime/installed.mjs";
import { startServer } from "../program.mjs";
import { medians } from "../statistics.mjs";
import { bundle, WORKER } from "./sizes.mjs";

const EMPTY = 'export default { fetch: () => new Response("created") };';
const order = JSON.stringify({
  order_id: 4501,
  total: 95,
  currency: "USD",
  order_date: "2026-02-28T09:30:00Z",
  email: "ada@example.com",
  phone: "+14155550123",
});

const configFor = (upstream) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = "2025-01-01",
      bindings = [(name = "PRIVY_API_TOKEN", text = "pvy_token"), (name = "PRIVY_BASE_URL", text = "${upstream}")],
    )),
    (name = "internet", network = (allow = ["private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`;

async function startOnce(scratch) {
  const start = performance.now();
  const workerd = join(runtimes, "@cloudflare", "workerd-linux-64", "bin", "workerd");
  const child = spawn(workerd, ["serve", "config.capnp", "--control-fd=3"], {
    cwd: scratch,
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  try {
    const port = await new Promise((settle, fail) => {
      child.stdio[3].once("data", (data) => settle(JSON.parse(String(data).split("\n")[0]).port));
      child.once("exit", (code) => fail(new Error(`workerd ended with ${code}`)));
    });
    const listening = performance.now();
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: order });
    const text = await response.text();
    if (text !== "created") throw new Error(`the Worker responded with ${response.status}: ${text}`);
    const responded = performance.now();
    return { startMs: listening - start, firstRequestMs: responded - listening };
  } finally {
    child.kill();
  }
}

/** Milliseconds until workerd listens and until its first response, with a Worker that sends an order and with an empty one. */
export async function measureWorkerd(folder, { rounds }) {
  const server = await startServer(folder);
  const scratch = await mkdtemp(join(tmpdir(), "privy-orders-workerd-"));
  try {
    await writeFile(join(scratch, "config.capnp"), configFor(server.url));
    const { text } = await bundle(folder, WORKER, { platform: "neutral" });
    const samples = [];
    // The first request of this process opens a connection and loads its own fetch: it is not counted.
    for (let round = 0; round <= rounds; round++) {
      await writeFile(join(scratch, "worker.js"), EMPTY);
      const empty = await startOnce(scratch);
      await writeFile(join(scratch, "worker.js"), text);
      const sending = await startOnce(scratch);
      if (round > 0) samples.push({ empty, sending });
    }
    return medians(samples);
  } finally {
    await server.end();
    await rm(scratch, { recursive: true, force: true });
  }
}
