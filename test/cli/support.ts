import { Writable } from "node:stream";
// Loaded before the first test, not in it.
import "../../src/cli/commands/add-commands.js";
import { runCli } from "../../src/cli/run-cli.js";

export const token: string = `privy_${"0123456789".repeat(4)}`;

function collect(): { stream: Writable; text: () => string } {
  let text = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  return { stream, text: () => text };
}

/** Runs the command line, and gives what it ended with and what it wrote. */
export async function runCommand(
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ code: number; out: string; err: string }> {
  const [out, err] = [collect(), collect()];
  const code = await runCli(args, {
    stdout: out.stream,
    stderr: err.stream,
    env,
    onInterrupt: () => () => undefined,
    exit: () => undefined,
  });
  return { code, out: out.text(), err: err.text() };
}
