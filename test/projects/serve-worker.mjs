// Starts a Worker that has been bundled, in the workerd that WORKERD names, and leaves what it has tried as the proof.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";

const START_TIMEOUT_MS = 60_000;

writeFileSync(
  "config.capnp",
  `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (modules = [(name = "worker.js", esModule = embed "out/worker.js")], compatibilityDate = "2025-01-01"))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`,
);
const workerd = spawn(process.env.WORKERD, ["serve", "config.capnp", "--control-fd=3"], {
  stdio: ["ignore", "inherit", "inherit", "pipe"],
});
try {
  const port = await new Promise((settle, fail) => {
    workerd.stdio[3].once("data", (data) => settle(JSON.parse(String(data).split("\n")[0]).port));
    workerd.once("exit", (code) => fail(new Error(`workerd ended with ${code}`)));
  });
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    signal: AbortSignal.timeout(START_TIMEOUT_MS),
  });
  writeFileSync(process.env.PROOF, await response.text());
} finally {
  workerd.kill();
}
