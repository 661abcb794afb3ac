import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import { checkKernelOptions } from "../http/options/check-kernel-options.js";
import { credentialIssues } from "../http/options/header-value.js";
import { unknownOptions } from "../http/options/unknown-options.js";
import { SEQUENZY_OPTION_NAMES, type SequenzyClientOptions } from "./client-options.js";

function checkKey(apiKey: unknown): InputIssue[] {
  if (apiKey === undefined || apiKey === null || apiKey === "") {
    return [
      {
        code: "missing",
        path: ["apiKey"],
        message: "is missing: pass an API key, for example from the environment variable SEQUENZY_API_KEY",
      },
    ];
  }
  return typeof apiKey === "function" ? [] : credentialIssues(apiKey, "apiKey");
}

function checkPace(rateLimit: SequenzyClientOptions["rateLimit"]): InputIssue[] {
  if (rateLimit === undefined || rateLimit === false) return [];
  if (typeof rateLimit !== "object" || rateLimit === null) {
    return [{ code: "invalid", path: ["rateLimit"], message: "must be { perMinute, perSecond } or false" }];
  }
  const issues = unknownOptions(rateLimit, ["perMinute", "perSecond"], "rateLimit").map(
    ({ path, ...issue }) => ({ ...issue, path: ["rateLimit", ...path] }),
  );
  for (const name of ["perMinute", "perSecond"] as const) {
    const value = rateLimit[name];
    if (value !== undefined && !(Number.isInteger(value) && value >= 1 && value <= 1_000_000)) {
      issues.push({
        code: "invalid",
        path: ["rateLimit", name],
        message: "must be a whole number from 1 to 1,000,000",
      });
    }
  }
  return issues;
}

/** @throws InvalidInputError naming every option that is wrong, and quoting none */
export function checkSequenzyOptions(options: SequenzyClientOptions): void {
  if (typeof options !== "object" || options === null) {
    throw new InvalidInputError("The client was not created", [
      { code: "invalid", path: [], message: "must be an object of options such as { apiKey }" },
    ]);
  }
  const issues = [
    ...unknownOptions(options, SEQUENZY_OPTION_NAMES, "the client"),
    ...checkKey(options.apiKey),
    ...checkPace(options.rateLimit),
    ...checkKernelOptions(options),
  ];
  if (issues.length > 0) throw new InvalidInputError("The client was not created", issues);
}
