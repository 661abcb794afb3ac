// The real workerd, for what runs in Workers.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/**
 * Starts workerd with the `config.capnp` of a project.
 *
 * @param sockets how many sockets the configuration has
 * @returns the port of each socket by its name, what workerd has printed so far, and how to stop it, or to kill it: resolved when
 *   it is gone
 */
export async function startWorkerd({ project, runtimes, sockets }) {
  const workerd = join(runtimes, "@cloudflare", "workerd-linux-64", "bin", "workerd");
  const child = spawn(workerd, ["serve", "config.capnp", "--experimental", "--control-fd=3"], {
    cwd: project,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (log += data));
  const ports = await new Promise((done, fail) => {
    let told = "";
    child.stdio[3].on("data", (data) => {
      told += data;
      const events = told.split("\n").filter(Boolean);
      if (events.length === sockets) {
        done(Object.fromEntries(events.map((line) => JSON.parse(line)).map((one) => [one.socket, one.port])));
      }
    });
    child.once("exit", (exitCode) => fail(new Error(`workerd ended with ${exitCode}: ${log}`)));
  });
  const kill = async () => {
    const gone = once(child, "exit");
    if (child.kill("SIGKILL")) await gone;
  };
  return { ports, log: () => log, stop: () => child.kill(), kill };
}
