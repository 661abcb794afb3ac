import type { Clock } from "../../http/clock.js";
import { checkKeys } from "../kit/options/check-keys.js";
import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import type { FakePrivy } from "../privy/fake-privy.js";
import { type ServedFake, startServer } from "./start-server.js";

/** Options of `serveFakePrivy`. */
export interface ServeOptions {
  /** The port. Default 0: any free port. */
  readonly port?: number | undefined;
  /** The address to listen on. Default `127.0.0.1`. Only addresses of this machine, since the fake has no password. */
  readonly host?: "127.0.0.1" | "::1" | "localhost" | undefined;
  /**
   * Host names of the fake besides `localhost`, `127.0.0.1` and `[::1]`: `["privy-fake"]` in a network of containers. A
   * request with another `Host` gets a 421, one from another site's page a 403. Default: none.
   */
  readonly allowedHosts?: readonly string[] | undefined;
  /**
   * Whether the control API is served at `/_fake`: tests in any language can inspect, wait for, expect and reset state.
   * Responses are then kept in the log. Default false.
   */
  readonly control?: boolean | undefined;
  /** Whether the inspector is served at `/`, a page that shows the fake; it includes the control API. Default false. */
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
 * Serves a fake over HTTP on this machine, for code that runs in another process or takes only an address. Faults
 * strike real connections. Time passes by the fake's own clock: for a slow response that takes real time, create the
 * fake with `clock: systemClock`, or with `createRunningClock()`, which can be moved.
 *
 * @throws FakeUsageError for a bad option, or a fault that is set and not possible over HTTP; rejects with Node's own
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
    throw new FakeUsageError("options.port must be a whole number from 0 to 65,535; 0 takes any free port.");
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
