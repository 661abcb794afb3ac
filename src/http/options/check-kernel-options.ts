import type { InputIssue } from "../../errors/invalid-input-error.js";
import type { Clock } from "../clock.js";
import type { FetchLike } from "../fetch-like.js";
import type { Observer } from "../observing/observer.js";
import { endpointIssues } from "./base-url.js";
import { checkCallOptions } from "./check-call-options.js";
import { isBrowser } from "./is-browser.js";

/** The options of a client that the kernel itself works with; every destination has them. */
export interface KernelOptions {
  baseUrl?: string | undefined;
  fetch?: FetchLike | undefined;
  userAgent?: string | undefined;
  timeoutMs?: number | undefined;
  deadlineMs?: number | undefined;
  maxAttempts?: number | undefined;
  maxRetryDelayMs?: number | undefined;
  dangerouslyAllowBrowser?: boolean | undefined;
  orderIdsInEvents?: boolean | undefined;
  observer?: Observer | undefined;
  clock?: Clock | undefined;
}

function checkPlace({ dangerouslyAllowBrowser }: KernelOptions): InputIssue[] {
  if (dangerouslyAllowBrowser === true || !isBrowser()) return [];
  return [
    {
      code: "invalid",
      path: [],
      message:
        "would carry its credential into a browser, where every visitor can read it; make the call from your server, or set dangerouslyAllowBrowser: true",
    },
  ];
}

function observerProblem(observer: unknown): string | undefined {
  if (observer === undefined) return undefined;
  if (typeof observer !== "object" || observer === null)
    return "must be an object with functions such as onAttempt";
  // `console`, pino, winston …: an observer has no such functions.
  const isLogger = "info" in observer && "warn" in observer && !("onSettled" in observer);
  return isLogger ? "is a logger: pass createLogObserver(logger) of privy-orders/logging" : undefined;
}

function checkShape(options: KernelOptions): InputIssue[] {
  const issues: InputIssue[] = [];
  const { userAgent, fetch, clock, observer, orderIdsInEvents } = options;
  if (
    userAgent !== undefined &&
    !(typeof userAgent === "string" && /^[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?$/.test(userAgent))
  ) {
    issues.push({
      code: "invalid",
      path: ["userAgent"],
      message:
        "must be 1 to 200 printable ASCII characters, without a line break and without a blank at either end",
    });
  }
  if (orderIdsInEvents !== undefined && typeof orderIdsInEvents !== "boolean")
    issues.push({ code: "invalid", path: ["orderIdsInEvents"], message: "must be true or false" });
  if (fetch !== undefined && typeof fetch !== "function")
    issues.push({ code: "invalid", path: ["fetch"], message: "must be a function" });
  if (clock !== undefined && (typeof clock?.now !== "function" || typeof clock.setTimer !== "function")) {
    issues.push({ code: "invalid", path: ["clock"], message: "must have the functions now and setTimer" });
  }
  const observerMessage = observerProblem(observer);
  if (observerMessage !== undefined)
    issues.push({ code: "invalid", path: ["observer"], message: observerMessage });
  return issues;
}

/** Says what is wrong with the options that the kernel works with, and whether this is a place for a credential at all. */
export function checkKernelOptions(options: KernelOptions): InputIssue[] {
  const { baseUrl } = options;
  return [
    ...checkPlace(options),
    ...(baseUrl === undefined ? [] : endpointIssues(baseUrl, ["baseUrl"])),
    ...checkCallOptions(options),
    ...checkShape(options),
  ];
}
