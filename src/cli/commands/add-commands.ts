import { type Command, InvalidArgumentError, Option } from "commander";
import { TEXT_ENCODINGS } from "../../import/readers/text-encoding.js";
import type { CliIo } from "../cli-io.js";
import { FORMATS } from "../files/open-orders.js";
import { checkCommand } from "./check-command.js";
import { doctorCommand } from "./doctor-command.js";
import { importCommand } from "./import-command.js";
import { mappingCommand } from "./mapping-command.js";
import { sendCommand } from "./send-command.js";

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return value;
  };
}

function moment(text: string): Date {
  const time = new Date(text);
  if (!/^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/i.test(text) || Number.isNaN(time.getTime()))
    throw new InvalidArgumentError("It must be a time with its zone, such as 2026-02-28T09:30:00Z.");
  return time;
}

/** Adds the commands that send orders to Privy; `settle` gets a command's exit code. */
export function addCommands(program: Command, io: CliIo, settle: (code: number) => void): void {
  const json = new Option("--json", "one JSON object per line, for machines").default(false, "off");
  const envFile = new Option("--env-file <path>", "a file that sets the variables below");
  const country = new Option(
    "--country <code>",
    "country of phone numbers that have none, nor an address with one (US)",
  );
  const format = new Option("--format <name>", "of the file; needed unless its name shows it").choices(
    FORMATS,
  );
  const mapping = new Option(
    "--mapping <path>",
    "a JSON file that maps the columns of a CSV file (--help-mapping)",
  );
  const orderId = new Option("--order-id <column>", "of Shopify's export: where the ids are (Id)").choices([
    "Id",
    "Name",
  ]);
  const timeZone = new Option("--time-zone <zone>", "of WooCommerce's export: the shop's (Europe/Berlin)");
  const consent = new Option("--consent <what>", "marketing consent in the orders: left out, or sent")
    .choices(["drop", "send"])
    .default("drop");

  program
    .command("import")
    .description("send a file's orders as past ones; continues where an earlier run ended")
    .argument("<file>", "the orders, also packed with gzip")
    .addOption(format)
    .addOption(mapping)
    .addOption(orderId)
    .addOption(timeZone)
    .option("--checkpoint <path>", "where to store the progress (<file>.checkpoint.json)")
    .option("--failed <path>", "where to put rows that failed (<file>.failed.csv, or .ndjson)")
    .option("--dry-run", "check everything, send nothing", false)
    .addOption(consent)
    .option(
      "--before <time>",
      "skip orders that changed at or after this time (2026-02-28T09:30:00Z)",
      moment,
    )
    .option("--concurrency <n>", "orders sent at once, 1 to 100", wholeNumber(1, 100), 4)
    .option("--rate <n>", "orders per minute at most (what the account allows)", wholeNumber(1, 1_000_000))
    .option("--max-failures <n>", "end when more have failed (no limit)", wholeNumber(0, 1_000_000_000))
    .option("--max-outage <hours>", "how long to wait while Privy is unavailable", wholeNumber(0, 1000), 12)
    .addOption(country)
    .addOption(envFile)
    .addOption(json)
    .action(async (file: string, options) => settle(await importCommand(io, { file, ...options })));
  program
    .command("check")
    .description("validate a file without sending anything")
    .argument("<file>", "the orders, also packed with gzip")
    .addOption(format)
    .addOption(mapping)
    .addOption(orderId)
    .addOption(timeZone)
    .addOption(consent)
    .addOption(country)
    .addOption(json)
    .action(async (file: string, options) => settle(await checkCommand(io, { file, ...options })));
  program
    .command("mapping")
    .description("propose a mapping for a CSV file from its header")
    .argument("<file>", "the CSV file, also packed with gzip")
    .addOption(new Option("--encoding <name>", "of a file without a byte order mark").choices(TEXT_ENCODINGS))
    .option("--skip-lines <n>", "lines before the header", wholeNumber(0, 1000), 0)
    .action(async (file: string, options) => settle(await mappingCommand(io, { file, ...options })));
  program
    .command("send")
    .description("report one order, as a live one: it may start flows")
    .argument("<file>", "a JSON file with one order")
    .addOption(country)
    .addOption(envFile)
    .addOption(json)
    .action(async (file: string, options) => settle(await sendCommand(io, { file, ...options })));
  program
    .command("doctor")
    .description("check credentials, clock and budget with one request that stores nothing; and a queue")
    .addOption(envFile)
    .option("--queue <path>", "a module that exports a durable queue, which is examined as well")
    .addOption(json)
    .action(async (options) => settle(await doctorCommand(io, options)));
}
