import type { InputIssue } from "../../errors/invalid-input-error.js";
import { isObject, memberOf } from "../../schemas/objects/is-object.js";
import { issuesOf } from "../../schemas/objects/issues-of.js";
import { must, onOrOff, optionIssues } from "../../schemas/objects/option-rules.js";
import { endpointProblem } from "./base-url.js";
import { checkCallOptions } from "./check-call-options.js";
import type { TransportOptions } from "./transport-options.js";

/** Node, Bun and Deno say so by themselves, also where a test simulates a browser (jsdom, happy-dom). */
function isServer(): boolean {
  const process = memberOf(globalThis, "process");
  const isNodeLike = typeof memberOf(memberOf(process, "versions"), "node") === "string";
  // A page of Electron has both a document and Node.
  return isNodeLike && memberOf(process, "type") !== "renderer";
}

/** Whether this is a page, in which every visitor can read what the program knows. */
function isBrowser(): boolean {
  return isObject(memberOf(memberOf(globalThis, "window"), "document")) && !isServer();
}

function observerProblem(observer: unknown): string | undefined {
  if (!isObject(observer)) return "must be an object with functions such as onAttempt";
  // `console`, pino, winston …: an observer has no such functions.
  const isLogger = "info" in observer && "warn" in observer && !("onSettled" in observer);
  return isLogger ? "is a logger: pass createLogObserver(logger) of privy-orders/logging" : undefined;
}

const isFunction = (value: unknown): boolean => typeof value === "function";

const rules = {
  userAgent: must(
    (value) => typeof value === "string" && /^[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?$/.test(value),
    "must be 1 to 200 printable ASCII characters, without a blank at either end",
  ),
  orderIdsInEvents: onOrOff(),
  fetch: must(isFunction, "must be a function"),
  clock: must(
    (value) => isFunction(memberOf(value, "now")) && isFunction(memberOf(value, "setTimer")),
    "must have the functions now and setTimer",
  ),
  observer: observerProblem,
};

/** Returns what is wrong with the options that the kernel works with, and whether this is a place for a credential at all. */
export function checkKernelOptions(options: TransportOptions): InputIssue[] {
  const isExposed = options.dangerouslyAllowBrowser !== true && isBrowser();
  const exposed =
    "would carry its credential into a browser, where every visitor can read it: call from your server, or set dangerouslyAllowBrowser: true";
  return [
    ...issuesOf(isExposed ? exposed : undefined),
    ...optionIssues(options, { baseUrl: endpointProblem }),
    ...checkCallOptions(options),
    ...optionIssues(options, rules),
  ];
}
