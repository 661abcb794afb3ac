import { type Command, InvalidArgumentError, Option } from "commander";
import { DEAD_REASONS } from "../../../queue/engine/stored-state.js";
import type { ForgetSubject } from "../../../queue/order-queue.js";
import type { CliIo } from "../../cli-io.js";
import type { ExitCode } from "../../exit-code.js";
import { CliUsageError } from "../../usage-error.js";
import {
  actionCommand,
  deadCommand,
  drainCommand,
  dropCommand,
  replayCommand,
  showCommand,
  statusCommand,
} from "./queue-command.js";

function moment(text: string): Date {
  const time = new Date(text);
  if (!/^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/i.test(text) || Number.isNaN(time.getTime()))
    throw new InvalidArgumentError("It must be a time with its zone, such as 2026-02-28T09:30:00Z.");
  if (time.getTime() <= Date.now()) throw new InvalidArgumentError("It must lie in the future.");
  return time;
}

interface ForgetOptions {
  readonly order?: string;
  readonly email?: string;
  readonly phone?: string;
}

function subjectOf({ order, email, phone }: ForgetOptions): ForgetSubject {
  const given = [order, email, phone].filter((value) => value !== undefined);
  if (given.length !== 1) throw new CliUsageError("Pass one of --order, --email and --phone.");
  if (order !== undefined) return { orderId: order };
  return email === undefined ? { phone: phone ?? "" } : { email };
}

/** Adds `queue` and its commands to the program. */
export function addQueueCommand(program: Command, io: CliIo, settle: (code: ExitCode) => void): void {
  const queue = program.command("queue").description("inspect and maintain a durable queue of orders");
  const add = (name: string, description: string): Command =>
    queue
      .command(name)
      .description(description)
      .addOption(
        new Option(
          "--queue <path>",
          "a module that exports the queue: export const queue = …",
        ).makeOptionMandatory(),
      )
      .addOption(new Option("--json", "one JSON object per line, for machines").default(false, "off"));
  const reason = new Option("--reason <name>", "all dead letters with this reason").choices(DEAD_REASONS);
  const account = new Option("--account <name>", "one account only (all)");

  add("status", "show waiting and dead orders, when the queue will be empty, and the engine's health").action(
    async (options) => settle(await statusCommand(io, options)),
  );
  add("dead", "list dead letters, without their orders")
    .addOption(reason)
    .action(async (options) => settle(await deadCommand(io, options)));
  add("show", "print one dead letter with its order; asks for confirmation")
    .argument("<id>", "of the letter")
    .option("--yes", "skip the confirmation", false)
    .action(async (id: string, options) => settle(await showCommand(io, id, options)));
  add("replay", "put dead letters back into the queue")
    .argument("[ids...]", "of the dead letters")
    .addOption(
      new Option("--as <what>", "live: new orders start flows now; past: none start")
        .choices(["live", "past"])
        .makeOptionMandatory(),
    )
    .addOption(
      new Option("--consent <what>", "marketing consent in the orders: left out, or sent")
        .choices(["drop", "send"])
        .default("drop"),
    )
    .addOption(reason)
    .action(async (ids: string[], options) => settle(await replayCommand(io, ids, options)));
  add("drop", "remove dead letters permanently")
    .argument("<ids...>", "of the dead letters")
    .action(async (ids: string[], options) => settle(await dropCommand(io, ids, options)));
  add("pause", "deliver no orders until resume")
    .addOption(account)
    .option("--until <time>", "end of the pause (2026-02-28T09:30:00Z)", moment)
    .action(async (options) =>
      settle(
        await actionCommand(io, options, async (one) => {
          await one.pause(options.account, options.until);
          return `${options.account ?? "All accounts"}: paused.`;
        }),
      ),
    );
  add("resume", "end pauses, also those after errors")
    .addOption(account)
    .action(async (options) =>
      settle(
        await actionCommand(io, options, async (one) => {
          await one.resume(options.account);
          return `${options.account ?? "All accounts"}: resumed.`;
        }),
      ),
    );
  add("forget", "remove all states and dead letters of an order or a customer")
    .option("--order <id>", "the order's id")
    .option("--email <address>", "a customer's e-mail address")
    .option("--phone <number>", "a customer's phone, with + and the country's code")
    .action(async (options) => {
      const subject = subjectOf(options);
      settle(
        await actionCommand(io, options, async (one) => `${await one.forget(subject)} states were removed.`),
      );
    });
  add("drain", "deliver until nothing waits; the module also exports work = { client }").action(
    async (options) => settle(await drainCommand(io, options)),
  );
  add("repair", "repair what crashes have left")
    .addOption(
      new Option("--unreadable <what>", "unreadable states: keep them, or make them dead letters")
        .choices(["keep", "dead"])
        .default("keep"),
    )
    .action(async (options) =>
      settle(
        await actionCommand(
          io,
          options,
          async (one) => `${await one.repair({ unreadable: options.unreadable })} orders were repaired.`,
        ),
      ),
    );
}
