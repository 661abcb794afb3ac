import process from "node:process";
import { createInterface } from "node:readline/promises";
import { isatty } from "node:tty";
import { runCli } from "./run-cli.js";

const { stdout, stderr, env, argv } = process;

// A reader that closed the pipe (`| head`) is not an error.
for (const stream of [stdout, stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

async function confirm(question: string): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: stderr });
  try {
    return /^y(?:es)?$/i.test((await prompt.question(`${question} [y/N] `)).trim());
  } finally {
    prompt.close();
  }
}

const ended = runCli(argv.slice(2), {
  stdout,
  stderr,
  // Opened only when it is looked at.
  get stdin() {
    return process.stdin;
  },
  env,
  ...(isatty(0) && { confirm }),
  onInterrupt(callback) {
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
    for (const signal of signals) process.on(signal, callback);
    return () => {
      for (const signal of signals) process.off(signal, callback);
    };
  },
  exit: (code) => process.exit(code),
});
process.exitCode = await ended;
// A queue file may hold connections that are its own to close, such as a PgBoss's: they must not keep this process.
if (["queue", "doctor"].includes(argv[2] ?? "")) stdout.write("", () => process.exit());
