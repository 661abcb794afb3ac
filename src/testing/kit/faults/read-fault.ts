import { isPlainObject } from "../../../schemas/objects/plain-object.js";
import { parseDuration } from "../clock/duration.js";
import type { DefinitionProblems } from "../options/definition-problems.js";
import type { FaultOptions } from "./fault.js";
import { FAULT_NAMES } from "./fault-names.js";
import type { FaultPlan } from "./fault-plan.js";
import { clockSkewFault, expiredTokenFault, parseSkew } from "./server-faults.js";
import { statusFault } from "./status-fault.js";
import { checkStatusFault } from "./status-fault-check.js";
import { bodyFault, connectionFault, slowFault } from "./wire-faults.js";

const names: readonly string[] = Object.keys(FAULT_NAMES);

/** The options of each kind besides `kind`. */
const keysOfKind: ReadonlyMap<string, readonly string[]> = new Map([
  ["reset", ["stored"]],
  ["refused", []],
  ["network-error", ["stored"]],
  ["half-body", ["bytes", "stored"]],
  ["truncated-json", ["bytes", "stored"]],
  ["malformed-json", ["stored"]],
  ["empty-body", ["stored"]],
  ["endless-body", ["stored"]],
  ["slow-headers", ["delay", "stored"]],
  ["slow-body", ["delay", "stored"]],
  ["expired-token", []],
  ["clock-skew", ["by"]],
]);

/** Reads a fault as a test writes it; adds its problems and then returns undefined. */
export function readFault(path: string, value: unknown, problems: DefinitionProblems): FaultPlan | undefined {
  if (typeof value === "string") {
    const name = problems.choice(path, value, names);
    // Only the table's own names are among the choices.
    return name === undefined ? undefined : planOf(name, FAULT_NAMES[name as keyof typeof FAULT_NAMES]);
  }
  if (!isPlainObject(value)) {
    problems.add(
      path,
      'must be the name of a fault ("503", "reset", …) or an object with a status or a kind',
    );
    return undefined;
  }
  const before = problems.count;
  if (value.kind === undefined && value.status === undefined) {
    problems.add(path, "must have a status or a kind");
  } else if (value.kind === undefined) checkStatusFault(path, value, problems);
  else checkKind(path, value, problems);
  if (problems.count > before) return undefined;
  // Checked key by key above.
  const options = asGiven<FaultOptions>(value);
  return planOf("status" in options ? String(options.status) : options.kind, options);
}

function checkKind(
  path: string,
  value: Readonly<Record<string, unknown>>,
  problems: DefinitionProblems,
): void {
  const kind = problems.choice(`${path}.kind`, value.kind, [...keysOfKind.keys()]);
  if (kind === undefined) return;
  problems.object(path, value, ["kind", ...(keysOfKind.get(kind) ?? [])]);
  problems.flag(`${path}.stored`, value.stored);
  const { bytes, delay, by } = value;
  if (bytes !== undefined && !(Number.isInteger(bytes) && Number(bytes) >= 0)) {
    problems.add(`${path}.bytes`, "must be a whole number of bytes, 0 or more");
  }
  if (delay !== undefined && delay !== "forever")
    attempt(`${path}.delay`, problems, () => parseDuration(asGiven(delay)));
  if (by !== undefined) attempt(`${path}.by`, problems, () => parseSkew(asGiven(by)));
}

/** The parsers check any value at run time. */
function asGiven<Wanted>(value: unknown): Wanted {
  return value as Wanted; // see above
}

function attempt(path: string, problems: DefinitionProblems, parse: () => unknown): void {
  try {
    parse();
  } catch {
    problems.add(path, 'must be a duration: milliseconds, or text such as "30s", "5m", "2h"');
  }
}

function planOf(name: string, fault: FaultOptions): FaultPlan {
  if ("status" in fault) return statusFault(name, fault);
  switch (fault.kind) {
    case "reset":
    case "refused":
    case "network-error":
      return connectionFault(name, fault);
    case "slow-headers":
    case "slow-body":
      return slowFault(name, fault);
    case "expired-token":
      return expiredTokenFault(name);
    case "clock-skew":
      return clockSkewFault(name, fault);
    default:
      return bodyFault(name, fault);
  }
}
