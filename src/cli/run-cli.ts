import { Command, CommanderError } from "commander";
import { VERSION } from "../version.js";
import type { CliIo } from "./cli-io.js";
import { colorsFor } from "./display/colors.js";
import { EXIT } from "./exit-code.js";
import { describeFakeOptions, type FakeOptions } from "./fake/fake-options.js";
import { refuseSecrets, withoutValues } from "./refuse-secrets.js";
import { CliUsageError } from "./usage-error.js";

const afterHelp = `
Credentials come from the environment or from a file (--env-file), never from arguments:
  PRIVY_API_TOKEN, or PRIVY_CLIENT_ID and PRIVY_CLIENT_SECRET
  PRIVY_INTEGRATION_TOKEN, PRIVY_BASE_URL (both optional)

Exit codes:
  0    done
  1    done, but some orders failed or are not valid
  2    nothing was done: arguments, credentials missing, an unusable file or checkpoint
  3    ended early; run the same command again to go on
  4    Privy refuses the token, its scopes or the integration token
  130  interrupted; run the same command again to continue`;

/** Describes the commands; `settle` is called with a command's exit code. */
async function createProgram(
  io: CliIo,
  args: readonly string[],
  settle: (code: number) => void,
): Promise<Command> {
  const program = new Command("privy-orders")
    .description("Reports a shop's orders to Privy.")
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(withoutValues(text, args)),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
    })
    .addHelpText("after", afterHelp);
  if (args[0] !== "fake") {
    // A fake starts sooner without the readers and checkpoints of the others.
    const { addCommands } = await import("./commands/add-commands.js");
    addCommands(program, io, settle);
    const { addQueueCommand } = await import("./commands/queue/add-queue-command.js");
    addQueueCommand(program, io, settle);
  }
  describeFakeOptions(
    program
      .command("fake")
      .description("serve a fake Privy on this machine, with a control API and an inspector")
      .argument("[command...]", "after --: a program to run against it, whose exit code is this one's"),
  ).action(async (command: string[], options: FakeOptions) => {
    if (command.length > 0 && !args.includes("--"))
      throw new CliUsageError(
        "The command to run against the fake must follow --: privy-orders fake -- npm test",
      );
    // Loaded only for this command.
    const { fakeCommand } = await import("./fake/fake-command.js");
    settle(await fakeCommand(io, options, command));
  });
  return program;
}

/** Runs the command line, and returns the exit code. */
export async function runCli(args: readonly string[], io: CliIo): Promise<number> {
  let code: number = EXIT.success;
  const red = colorsFor(io.stderr, io.env).red;
  try {
    // Arguments after `--` belong to another program.
    const end = args.indexOf("--");
    refuseSecrets(end < 0 ? args : args.slice(0, end));
    if (args.includes("--help-mapping")) {
      const { mappingHelp } = await import("./display/mapping-help.js");
      io.stdout.write(mappingHelp);
      return EXIT.success;
    }
    const program = await createProgram(io, args, (settled) => {
      code = settled;
    });
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    // Help and version end this way too; wrong arguments have been reported by then.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.success : EXIT.usage;
    if (error instanceof CliUsageError) io.stderr.write(`${red("error:")} ${error.message}\n`);
    else {
      const message = error instanceof Error ? error.message : "unknown";
      io.stderr.write(`${red("error:")} ${message}\n`);
    }
    return EXIT.usage;
  }
}
