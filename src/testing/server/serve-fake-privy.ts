import type { Clock } from "../../http/clock.js";
import { checkKeys } from "../kit/options/check-keys.js";
import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import type { FakePrivy } from "../privy/fake-privy.js";
import { type ServedFake, startServer } from "./start-server.js";

/** Where the fake is served, and what is served beside it. */
export interface ServeOptions {
  /** Default 0: whichever port is free. */
  readonly port?: number | undefined;
  /** Default `127.0.0.1`. Only this machine: whoever reaches the fake can use it without a password. */
  readonly host?: "127.0.0.1" | "::1" | "localhost" | undefined;
  /**
   * Names under which the fake may be called, beside `localhost`, `127.0.0.1` and `[::1]`: `["privy-fake"]` in a network of
   * containers. A request with another `Host` gets 421, one from another site's page 403. Default: none.
   */
  readonly allowedHosts?: readonly string[] | undefined;
  /**
   * Whether the control API is served at `/_fake`: it looks into the fake, waits, expects and resets, for tests in any
   * language. Answers are then kept in the log. Default false.
   */
  readonly control?: boolean | undefined;
  /** Whether the inspector is served at `/`, a page that shows the fake; it brings the control API along. Default false. */
  readonly inspector?: boolean | undefined;
}

declare global {
  // For a program whose `lib` has no `esnext.disposable`; where it has, the two are merged.
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}

/** A fake that is being served. */
export interface ServedFakePrivy extends ServedFake {
  [Symbol.asyncDispose](): Promise<void>;
}

const hosts: readonly string[] = ["127.0.0.1", "::1", "localhost"];

/**
 * Serves a fake over HTTP on this machine, for code that runs in another process or takes only an address. Faults strike
 * real connections. Time passes by the fake's own clock: for a slow answer that takes real time, make the fake with
 * `clock: systemClock`, or `createRunningClock()` for one that can be moved.
 *
 * @throws FakeUsageError for a bad option, or a fault that is set and cannot be had over HTTP; rejects with Node's own
 *   error when the port is taken
 */
export async function serveFakePrivy(
  privy: FakePrivy<Clock>,
  options: ServeOptions = {},
): Promise<ServedFakePrivy> {
  checkKeys("options", options, ["port", "host", "allowedHosts", "control", "inspector"]);
  const { port = 0, host = "127.0.0.1", allowedHosts = [], control = false, inspector = false } = options;
  if (!hosts.includes(host)) {
    throw new FakeUsageError(
      `options.host must be one of ${hosts.join(", ")}: the fake serves this machine only.`,
    );
  }
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new FakeUsageError(
      "options.port must be a whole number from 0 to 65,535; 0 takes whichever is free.",
    );
  }
  if (!Array.isArray(allowedHosts) || !allowedHosts.every(isHostName)) {
    throw new FakeUsageError(
      'options.allowedHosts must be a list of host names without a port, such as ["privy-fake"].',
    );
  }
  for (const [name, value] of Object.entries({ control, inspector })) {
    if (typeof value !== "boolean") throw new FakeUsageError(`options.${name} must be true or false.`);
  }
  const served = await startServer(privy, { port, host, allowedHosts, control, inspector });
  return { ...served, [Symbol.asyncDispose]: served.close };
}

function isHostName(name: unknown): boolean {
  return typeof name === "string" && /^[a-z\d](?:[a-z\d._-]*[a-z\d])?$/i.test(name);
}
