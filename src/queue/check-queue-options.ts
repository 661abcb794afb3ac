import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import { unknownOptions } from "../http/options/unknown-options.js";
import { parseOrderOptionIssues } from "../schemas/order/parse-order-options.js";
import type { QueueOptions } from "./queue-options.js";

const names: readonly string[] = Object.keys({
  name: 0,
  sealing: 0,
  maxStateBytes: 0,
  maxWaiting: 0,
  keepDeadDays: 0,
  parse: 0,
  leaseMs: 0,
  observer: 0,
  clock: 0,
} satisfies Record<keyof QueueOptions, 0>);

const whole = (
  least: number,
  most: number,
): readonly [good: (value: unknown) => boolean, message: string] => [
  (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  `must be a whole number from ${least} to ${most}`,
];
const hasFunctions =
  (...wanted: readonly string[]) =>
  (value: unknown): boolean =>
    typeof value === "object" &&
    value !== null &&
    wanted.every((name) => typeof Reflect.get(value, name) === "function");

const rules: Partial<
  Record<keyof QueueOptions, readonly [good: (value: unknown) => boolean, message: string]>
> = {
  name: [
    (value) => typeof value === "string" && /^[a-z][a-z0-9_-]{0,39}$/.test(value),
    "must begin with a letter and have 1 to 40 of a-z, 0-9, - and _",
  ],
  sealing: [hasFunctions("seal", "open"), "must be the result of createSealing, with keyId, seal and open"],
  maxStateBytes: whole(1_000, 16_000_000),
  maxWaiting: whole(1, 100_000_000),
  keepDeadDays: whole(1, 3_650),
  leaseMs: whole(100, 3_600_000),
  observer: [
    (value) => typeof value === "object" && value !== null,
    "must be an object with the functions of an observer",
  ],
  clock: [hasFunctions("now", "setTimer"), "must be a clock: systemClock, or one of privy-orders/testing"],
};

/** Checks the options of all queues; `ownNames` are the further options of one engine. */
export function checkQueueOptions(options: QueueOptions, engine: string, ownNames: readonly string[]): void {
  if (typeof options !== "object" || options === null)
    throw new InvalidInputError("The queue was not created", [
      { code: "missing", path: [], message: `must be an object with the options of ${engine}` },
    ]);
  const issues: InputIssue[] = unknownOptions(options, [...names, ...ownNames], engine);
  for (const [name, [good, message]] of Object.entries(rules)) {
    const value: unknown = Reflect.get(options, name);
    if (value !== undefined && !good(value)) issues.push({ code: "invalid", path: [name], message });
  }
  if (options.parse !== undefined)
    issues.push(
      ...parseOrderOptionIssues(options.parse).map(({ path, ...issue }) => ({
        ...issue,
        path: ["parse", ...path],
      })),
    );
  if (issues.length > 0) throw new InvalidInputError("The queue was not created", issues);
}
