import type { InputIssue } from "../../errors/invalid-input-error.js";
import type { CallOptions } from "../call-options.js";
import { LONGEST_TIMER_MS } from "../clock.js";
import { unknownOptions } from "./unknown-options.js";

const milliseconds = ["timeoutMs", "deadlineMs", "maxRetryDelayMs"] as const;

/** Says what is wrong with the numbers, the lane and the signal of a call or of a client's defaults. */
export function checkCallOptions(
  options: CallOptions & { maxRetryDelayMs?: number | undefined },
): InputIssue[] {
  const issues: InputIssue[] = [];
  for (const name of milliseconds) {
    const value: unknown = options[name];
    const least = name === "maxRetryDelayMs" ? 0 : 1;
    if (value === undefined) continue;
    if (typeof value !== "number" || !(value >= least && value <= LONGEST_TIMER_MS)) {
      issues.push({
        code: "invalid",
        path: [name],
        message: `must be a number of milliseconds from ${least} to ${LONGEST_TIMER_MS}`,
      });
    }
  }
  const { maxAttempts, priority, signal, label, reservation } = options;
  if (
    maxAttempts !== undefined &&
    !(Number.isInteger(maxAttempts) && maxAttempts >= 1 && maxAttempts <= 100)
  ) {
    issues.push({
      code: "invalid",
      path: ["maxAttempts"],
      message: "must be a whole number from 1 to 100; the first request counts",
    });
  }
  if (priority !== undefined && priority !== "live" && priority !== "backfill") {
    issues.push({ code: "invalid", path: ["priority"], message: 'must be "live" or "backfill"' });
  }
  if (
    signal !== undefined &&
    (typeof signal !== "object" || signal === null || !("addEventListener" in signal))
  ) {
    issues.push({
      code: "invalid",
      path: ["signal"],
      message: "must be an AbortSignal: pass controller.signal, not the controller",
    });
  }
  if (
    reservation !== undefined &&
    !(typeof reservation === "object" && reservation !== null && "release" in reservation)
  ) {
    const message = "must be a place that reserve() of the client's rate budget gave";
    issues.push({ code: "invalid", path: ["reservation"], message });
  }
  if (label !== undefined && !(typeof label === "string" && label.length >= 1 && label.length <= 200)) {
    issues.push({ code: "invalid", path: ["label"], message: "must be text of 1 to 200 characters" });
  }
  return issues;
}

const callOptionNames: readonly string[] = Object.keys({
  signal: 0,
  timeoutMs: 0,
  deadlineMs: 0,
  maxAttempts: 0,
  priority: 0,
  label: 0,
  reservation: 0,
} satisfies Record<keyof CallOptions, 0>);

/** The same for the options of one call, where a name that means nothing is a slip, too: `timeout` for `timeoutMs`. */
export function checkOptionsOfCall(options: CallOptions): InputIssue[] {
  if (typeof options === "function") {
    const message =
      "is a function, but a call takes no callback: it returns a promise, so use await or .then()";
    return [{ code: "invalid", path: [], message }];
  }
  if (typeof options !== "object" || options === null) {
    return [
      {
        code: "invalid",
        path: [],
        message: "must be an object of options such as { timeoutMs }, or be left out",
      },
    ];
  }
  return [...unknownOptions(options, callOptionNames, "a call"), ...checkCallOptions(options)];
}
