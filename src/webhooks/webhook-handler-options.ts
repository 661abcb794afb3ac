import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import type { Clock } from "../http/clock.js";
import { unknownOptions } from "../http/options/unknown-options.js";
import type { SeenStore } from "./delivery/delivered-states.js";
import type { HookCallbacks } from "./delivery/hook-callbacks.js";
import { leastRepetitionMs } from "./respond/platform-rules.js";
import type { WebhookObserver } from "./webhook-observer.js";
import type { WebhookSource } from "./webhook-source.js";

/** When the platform gets its response: `after` the delivery, or `first`, as soon as the signature is known to be good. */
export type RespondWhen = "after" | "first";

export interface WebhookHandlerOptions extends HookCallbacks {
  /** Whose hooks these are: `shopifyWebhook({ secret })`, `wooCommerceWebhook({ secret })`, … */
  readonly source: WebhookSource;
  /**
   * When the platform gets its response. Default `after`: its status is that of the delivery. `first` needs
   * `onUndelivered`, since no platform repeats what it got a success for, and on most runtimes `waitUntil`.
   */
  readonly respond?: RespondWhen | undefined;
  /** Keeps the runtime alive for a promise, such as `waitUntil` of `@vercel/functions`. Default: that of the arguments that Workers and edge functions pass. */
  readonly waitUntil?: ((work: Promise<unknown>) => void) | undefined;
  /** Remembers the last delivered state of each order for all processes. Default: this process remembers the last 10,000 orders. A store that fails, or takes longer than a second, is left out. */
  readonly seen?: SeenStore | undefined;
  /** Stands in the keys of `seen`; give each shop its own when shops share a store. Default: the platform's name. */
  readonly name?: string | undefined;
  readonly observer?: WebhookObserver | undefined;
  /** The largest body that is read; a larger one gets 413. Bytes, default 2,097,152. */
  readonly maxBodyBytes?: number | undefined;
  /** How long `deliver` may take. Milliseconds; default: what the platform's own time limit leaves, and 20,000 with `respond: "first"`. */
  readonly deadlineMs?: number | undefined;
  /** Where the time comes from. Default: the machine. */
  readonly clock?: Clock | undefined;
}

const names: readonly (keyof WebhookHandlerOptions)[] = [
  "source",
  "deliver",
  "onSkipped",
  "onRejected",
  "onUndelivered",
  "respond",
  "waitUntil",
  "seen",
  "name",
  "observer",
  "maxBodyBytes",
  "deadlineMs",
  "clock",
];

const functions = ["onSkipped", "onRejected", "onUndelivered", "waitUntil"] as const;
const amounts = ["maxBodyBytes", "deadlineMs"] as const;

function shapeIssues(options: WebhookHandlerOptions): InputIssue[] {
  const issues = unknownOptions(options, names, "createWebhookHandler");
  const refuse = (name: string, message: string) => issues.push({ code: "invalid", path: [name], message });
  if (typeof options.source?.verify !== "function")
    refuse("source", "must be made by shopifyWebhook, customWebhook or another source");
  if (typeof options.deliver !== "function") refuse("deliver", "must be a function that sends the order on");
  for (const name of functions) {
    if (options[name] !== undefined && typeof options[name] !== "function")
      refuse(name, "must be a function");
  }
  for (const name of amounts) {
    const value = options[name];
    if (value !== undefined && !(Number.isSafeInteger(value) && value > 0))
      refuse(name, "must be a whole number above 0");
  }
  if (options.respond !== undefined && options.respond !== "after" && options.respond !== "first")
    refuse("respond", 'must be "after" or "first"');
  const { seen } = options;
  if (seen !== undefined && (typeof seen?.get !== "function" || typeof seen.put !== "function"))
    refuse("seen", "must have the functions get and put");
  return issues;
}

/** Whether what fails would be lost: nothing takes it over, and the platform does not bring it again for long enough. */
function lossIssues({ source, onUndelivered, respond }: WebhookHandlerOptions): InputIssue[] {
  if (onUndelivered !== undefined) return [];
  const { platform, rules } = source;
  const remedy = "give a function that keeps the order, for example in a queue, and delivers it later";
  if (respond === "first") {
    const message = `is missing: with respond "first" the platform gets a success before the order is delivered; ${remedy}`;
    return [{ code: "missing", path: ["onUndelivered"], message }];
  }
  if (rules.repeatsForMs >= leastRepetitionMs) return [];
  const habit =
    rules.repeatsForMs === 0
      ? "does not repeat a hook"
      : `repeats a hook for ${Math.round(rules.repeatsForMs / 60_000)} minutes only`;
  const message = `is missing: ${platform} ${habit}, so what cannot be delivered now would be lost; ${remedy}`;
  return [{ code: "missing", path: ["onUndelivered"], message }];
}

/** @throws InvalidInputError when the options are wrong, or would lose orders */
export function checkWebhookHandlerOptions(options: WebhookHandlerOptions): void {
  const shape = shapeIssues(options);
  const issues = shape.length > 0 ? shape : lossIssues(options);
  if (issues.length > 0) throw new InvalidInputError("The webhook handler was not made", issues);
}
