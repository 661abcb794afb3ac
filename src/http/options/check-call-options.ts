import type { InputIssue } from "../../errors/invalid-input-error.js";
import { isObject } from "../../schemas/objects/is-object.js";
import { issuesOf } from "../../schemas/objects/issues-of.js";
import { either, must, type OptionRule, optionIssues } from "../../schemas/objects/option-rules.js";
import type { CallOptions } from "../call-options.js";
import { LONGEST_TIMER_MS } from "../clock.js";
import { unknownOptions } from "./unknown-options.js";

/* @__NO_SIDE_EFFECTS__ */
function milliseconds(least: number): OptionRule {
  return must(
    (value) => typeof value === "number" && value >= least && value <= LONGEST_TIMER_MS,
    `must be a number of milliseconds from ${least} to ${LONGEST_TIMER_MS}`,
  );
}

const rules = {
  timeoutMs: milliseconds(1),
  deadlineMs: milliseconds(1),
  maxRetryDelayMs: milliseconds(0),
  maxAttempts: must(
    (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 100,
    "must be a whole number from 1 to 100; the first request counts",
  ),
  priority: either("live", "backfill"),
  signal: must(
    (value) => isObject(value) && "addEventListener" in value,
    "must be an AbortSignal: pass controller.signal, not the controller",
  ),
  reservation: must(
    (value) => isObject(value) && "release" in value,
    "must be made by reserve() of the client's rate budget",
  ),
  label: must(
    (value) => typeof value === "string" && value.length >= 1 && value.length <= 200,
    "must be text of 1 to 200 characters",
  ),
};

/** Returns what is wrong with the numbers, the lane and the signal of a call or of a client's defaults. */
export function checkCallOptions(options: object): InputIssue[] {
  return optionIssues(options, rules);
}

const callOptionNames: readonly string[] = /* @__PURE__ */ Object.keys({
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
  if (isObject(options))
    return [...unknownOptions(options, callOptionNames, "a call"), ...checkCallOptions(options)];
  const message =
    typeof options === "function"
      ? "is a function, but a call takes no callback: await the promise that it returns"
      : "must be an object of options such as { timeoutMs }, or be left out";
  return issuesOf(message);
}
