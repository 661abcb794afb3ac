import type { InputIssue } from "../../errors/invalid-input-error.js";
import type { Clock } from "../clock.js";
import type { FetchLike } from "../fetch-like.js";
import type { Observer } from "../observing/observer.js";
import { endpointIssues } from "./base-url.js";
import { checkCallOptions } from "./check-call-options.js";

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

/** A page's own global scope; server runtimes have no document. */
function isBrowser(): boolean {
  const window: unknown = Reflect.get(globalThis, "window");
  return typeof window === "object" && window !== null && typeof Reflect.get(window, "document") === "object";
}

function checkPlace({ dangerouslyAllowBrowser }: KernelOptions): InputIssue[] {
  if (dangerouslyAllowBrowser === true || !isBrowser()) return [];
  return [
    {
      code: "invalid",
      path: [],
      message:
        "would carry its credential into a browser, where every visitor can read it; make the call from your server. " +
        "In a simulated browser (a test) set dangerouslyAllowBrowser: true",
    },
  ];
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
  if (observer !== undefined && (typeof observer !== "object" || observer === null)) {
    issues.push({
      code: "invalid",
      path: ["observer"],
      message: "must be an object with functions such as onAttempt",
    });
  }
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
