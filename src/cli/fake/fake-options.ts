import type { Command } from "commander";
import { InvalidArgumentError, Option } from "commander";
import { readMoment } from "../../testing/kit/clock/moment.js";

/** The options of `privy-orders fake`, as commander returns them. */
export interface FakeOptions {
  readonly port?: number | undefined;
  readonly host?: string | undefined;
  readonly allowHost: readonly string[];
  /** False for `--no-config`. */
  readonly config?: string | false | undefined;
  readonly load: readonly string[];
  readonly state?: string | undefined;
  readonly fresh: boolean;
  readonly clock: string;
  readonly rateLimit?: RateLimitChoice | undefined;
  readonly anyToken: boolean;
  readonly seed?: string | undefined;
  readonly keepRequests?: number | undefined;
  readonly inspector: boolean;
  readonly open: boolean;
  readonly quiet: boolean;
  readonly json: boolean;
  readonly untilStdinEnds: boolean;
  readonly sequenzy: boolean;
}

/** The value of `--rate-limit`. */
export type RateLimitChoice = false | { readonly perMinute: number; readonly perDay?: number };

/** “PRIV” on a phone. */
export const DEFAULT_PORT = 7748 as const;

const mostRequests = 1_000_000;

function port(text: string): number {
  const value = Number(text);
  if (!/^\d{1,5}$/.test(text) || value > 65_535)
    throw new InvalidArgumentError("It must be a whole number from 0 to 65,535; 0 takes any free port.");
  return value;
}

function hostName(text: string, others: readonly string[]): readonly string[] {
  if (!/^[a-z\d](?:[a-z\d._-]*[a-z\d])?$/i.test(text))
    throw new InvalidArgumentError("It must be the name of a host without a port, such as privy-fake.");
  return [...others, text];
}

function rateLimit(text: string): RateLimitChoice {
  if (text === "off") return false;
  const [, minute, day] = /^(\d{1,7})(?:\/(\d{1,7}))?$/.exec(text) ?? [];
  const numbers = [minute, day].filter((one) => one !== undefined).map(Number);
  if (minute === undefined || numbers.some((one) => one < 1 || one > 1_000_000))
    throw new InvalidArgumentError(
      "It must be off, or requests per minute and optionally per day, such as 60/10000.",
    );
  return { perMinute: Number(minute), ...(day === undefined ? {} : { perDay: Number(day) }) };
}

function clock(text: string): string {
  if (text === "running" || text === "frozen" || readMoment(text) !== undefined) return text;
  throw new InvalidArgumentError(
    "It must be running, frozen, or a moment with its zone, such as 2026-03-01T12:00:00Z.",
  );
}

function keepRequests(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > mostRequests)
    throw new InvalidArgumentError("It must be a whole number from 0 to 1,000,000.");
  return value;
}

const collect = (text: string, others: readonly string[]): readonly string[] => [...others, text];

/** Describes the options of `fake`. */
export function describeFakeOptions(command: Command): Command {
  return command
    .addOption(new Option("--port <n>", `the port; 0 takes any free one (${DEFAULT_PORT})`).argParser(port))
    .option("--host <address>", "the address; others than this machine's own require a key (127.0.0.1)")
    .option("--allow-host <name>", "another host name of the fake; repeatable", hostName, [])
    .option("--config <path>", "a file with tokens, flows, segments … (privy-fake.json or .mjs)")
    .option("--no-config", "ignore the config file")
    .option("--load <file>", "initial orders, in any format of import; repeatable", collect, [])
    .option("--state <file>", "a file that keeps the account; without it everything is lost at the end")
    .option("--fresh", "ignore the state file's content", false)
    .option("--clock <how>", "running, frozen, or a moment to freeze at", clock, "running")
    .addOption(
      new Option(
        "--rate-limit <limits>",
        "off, or <minute>[/<day>] (60/10000; off with a frozen clock)",
      ).argParser(rateLimit),
    )
    .option("--any-token", "accept every bearer token, with all scopes", false)
    .option("--seed <text>", "the seed of ids and the default token (privy)")
    .option("--keep-requests <n>", "how many requests the log keeps (10000)", keepRequests)
    .option("--no-inspector", "do not serve the page at /")
    .option("--open", "open the inspector in a browser", false)
    .option("--sequenzy", "also serve a fake Sequenzy below /sequenzy", false)
    .option("--quiet", "print no line per request", false)
    .option("--json", "one JSON object per line, for machines", false)
    .option("--until-stdin-ends", "end at the end of standard input, for test harnesses", false);
}
