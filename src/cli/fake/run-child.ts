import { spawn } from "node:child_process";
import { constants } from "node:os";
import { CliUsageError } from "../usage-error.js";

/** A program that runs against the fake. */
export interface ChildRun {
  /** The exit code; for a signal, the code that shells use. */
  readonly ended: Promise<number>;
  /** Passes on a signal to end. */
  end(): void;
}

/**
 * Starts a program with the fake's address and token in its environment. It shares this one's input and output.
 *
 * @throws CliUsageError when it cannot be started
 */
export async function runChild(
  [command = "", ...args]: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<ChildRun> {
  const child = spawn(command, args, { env, stdio: "inherit", shell: false });
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        new CliUsageError(
          `The command after -- could not be started (${error.code ?? "unknown error"}): is it installed?`,
        ),
      ),
    );
  });
  return {
    ended: new Promise((resolve) => {
      child.once("exit", (code, signal) => {
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
      });
    }),
    end: () => void child.kill("SIGTERM"),
  };
}
