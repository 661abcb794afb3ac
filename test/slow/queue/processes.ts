import { type ChildProcess, spawn } from "node:child_process";

/** A process of a proof. */
export interface Running {
  readonly child: ChildProcess;
  /** Calls back with each line that it writes. */
  onLine(listener: (line: string) => void): void;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<void>;
}

export function start(role: string, ...args: readonly (string | number)[]): Running {
  const words = ["--import", "tsx", "test/slow/queue/child.ts", role, ...args.map(String)];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  const listeners: ((line: string) => void)[] = [];
  let rest = "";
  child.stdout.on("data", (chunk) => {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) for (const listener of listeners) listener(line);
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    child,
    onLine: (listener) => void listeners.push(listener),
    kill: (signal) => void child.kill(signal),
    ended,
  };
}

/** Waits until something holds. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  longestMs: number,
): Promise<void> {
  const endAt = Date.now() + longestMs;
  while (!(await holds())) {
    if (Date.now() > endAt) throw new Error(`${what}: not within ${longestMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
