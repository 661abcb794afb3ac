import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Place } from "./place.js";

/** A process of a proof. */
export interface Running {
  /** Every line that it has written. */
  readonly lines: readonly string[];
  kill(signal: NodeJS.Signals): void;
  /** Whether SIGSTOP has reached it. */
  isStopped(): boolean;
  /** Resolved when it has ended and all that it wrote is in `lines`. */
  readonly ended: Promise<void>;
}

const child = fileURLToPath(new URL("child.mjs", import.meta.url));

/** Starts a child. `limitKilobytes`: no file that it writes can grow beyond. */
export function start(
  role: string,
  place: Place,
  { args = [], limitKilobytes }: { readonly args?: readonly number[]; readonly limitKilobytes?: number },
): Running {
  const words = [process.execPath, child, role, JSON.stringify(place), ...args.map(String)];
  // The limit fails writes with EFBIG, since Node ignores the signal.
  const limited = ["bash", "-c", `ulimit -f ${limitKilobytes}; exec "$@"`, "bash", ...words];
  const [program = "", ...rest] = limitKilobytes === undefined ? words : limited;
  const own = spawn(program, rest, { stdio: ["ignore", "pipe", "inherit"] });
  // No child outlives its proof, and none stays frozen.
  const onExit = (): void => void own.kill("SIGKILL");
  process.once("exit", onExit);
  const lines: string[] = [];
  let last = "";
  own.stdout.on("data", (chunk) => {
    const parts = (last + String(chunk)).split("\n");
    last = parts.pop() ?? "";
    lines.push(...parts);
  });
  const ended = new Promise<void>((resolve) =>
    own.once("close", () => {
      process.off("exit", onExit);
      resolve();
    }),
  );
  return {
    lines,
    kill: (signal) => void own.kill(signal),
    isStopped: () => /\) T /.test(readFileSync(`/proc/${own.pid}/stat`, "utf8")),
    ended,
  };
}

/** Waits until something holds. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  longestMs = 120_000,
): Promise<void> {
  const endAt = Date.now() + longestMs;
  while (!(await holds())) {
    if (Date.now() > endAt) throw new Error(`${what}: not within ${longestMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
