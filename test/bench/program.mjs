import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";

const TIMEOUT_MS = 600_000;

/** Runs a measuring program to its end, and returns the JSON of its last line. */
export function runProgram(folder, [file, ...args], { node = process.execPath, flags = [] } = {}) {
  const output = execFileSync(node, [...flags, file, ...args.map(String)], {
    cwd: folder,
    encoding: "utf8",
    timeout: TIMEOUT_MS,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(output.trim().split("\n").at(-1));
}

/**
 * A measuring program that stays: it sends a message back for each that it gets, and ends when its parent does. Messages go
 * through Node's own channel: reading a pipe would change the streams' code that the measured calls have warmed up.
 */
export class Program {
  #child;

  constructor(folder, [command, ...args]) {
    const stdio = ["ignore", "inherit", "inherit", "ipc"];
    this.#child = spawn(command, args.map(String), { cwd: folder, stdio });
  }

  get pid() {
    return this.#child.pid;
  }

  async read() {
    const ended = new AbortController();
    const { signal } = ended;
    try {
      const [message] = await Promise.race([
        once(this.#child, "message", { signal }),
        once(this.#child, "exit", { signal }).then(([code]) => {
          throw new Error(`${this.#child.spawnargs.join(" ")} ended early, with code ${code}`);
        }),
      ]);
      return message;
    } finally {
      ended.abort();
    }
  }

  ask(question) {
    const answer = this.read();
    this.#child.send(question);
    return answer;
  }

  async end() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, "exit");
    this.#child.disconnect();
    await exit;
  }
}

/** Starts the server that every client calls. */
export async function startServer(folder) {
  const program = new Program(folder, [process.execPath, "server.mjs"]);
  const { port } = await program.read();
  return { url: `http://127.0.0.1:${port}`, end: () => program.end() };
}
