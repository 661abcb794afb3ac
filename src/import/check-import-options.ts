import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import { nearestName } from "../schemas/objects/nearest-name.js";
import { quotableKey } from "../schemas/objects/quotable-key.js";
import type { ImportOptions } from "./import-options.js";

const names: readonly string[] = Object.keys({
  consent: 0,
  concurrency: 0,
  checkpoint: 0,
  fingerprint: 0,
  total: 0,
  onDailyLimit: 0,
  stopOnError: 0,
  maxFailures: 0,
  signal: 0,
  maxPerMinute: 0,
  maxOutageRetries: 0,
  liveReserve: 0,
  onOutcome: 0,
  onProgress: 0,
  clock: 0,
} satisfies Record<keyof ImportOptions, 0>);

/** @throws InvalidInputError naming every option that is wrong */
export function checkImportOptions(options: ImportOptions): void {
  const issues: InputIssue[] = [];
  const check = (name: keyof ImportOptions, good: (value: unknown) => boolean, message: string): void => {
    const value: unknown = options[name];
    if (value !== undefined && !good(value)) issues.push({ code: "invalid", path: [name], message });
  };
  const whole =
    (least: number, most: number) =>
    (value: unknown): boolean =>
      Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    const known = nearestName(name, names);
    issues.push({
      code: "unknown_field",
      path: [quotableKey(name)],
      message: `is no option of an import${known === undefined ? "" : `; did you mean ${known}?`}`,
    });
  }
  check("consent", (value) => value === "drop" || value === "send", 'must be "drop" or "send"');
  check("onDailyLimit", (value) => value === "stop" || value === "wait", 'must be "stop" or "wait"');
  check("concurrency", whole(1, 100), "must be a whole number from 1 to 100");
  check("total", whole(0, Number.MAX_SAFE_INTEGER), "must be a whole number");
  check("maxFailures", whole(0, Number.MAX_SAFE_INTEGER), "must be a whole number");
  check("maxOutageRetries", whole(0, 1000), "must be a whole number from 0 to 1000");
  check("maxPerMinute", (value) => typeof value === "number" && value > 0, "must be a number above 0");
  check(
    "liveReserve",
    (value) => typeof value === "number" && value >= 0 && value <= 1,
    "must be a number from 0 to 1",
  );
  check("stopOnError", (value) => typeof value === "boolean", "must be true or false");
  check(
    "fingerprint",
    (value) => typeof value === "string" && value !== "",
    "must be text that tells this source from another",
  );
  if (issues.length > 0) throw new InvalidInputError("The import was not begun", issues);
}
