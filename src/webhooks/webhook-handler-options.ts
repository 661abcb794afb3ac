import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import type { Clock } from "../http/clock.js";
import { unknownOptions } from "../http/options/unknown-options.js";
import { requireObject } from "../schemas/objects/require-object.js";
import type { SeenStore } from "./delivery/delivered-states.js";
import type { HookCallbacks } from "./delivery/hook-callbacks.js";
import { leastRepetitionMs } from "./respond/platform-rules.js";
import type { WebhookObserver } from "./webhook-observer.js";
import type { WebhookSource } from "./webhook-source.js";

/** When the platform gets its response: `after` the delivery, or `first`, as soon as the signature is valid. */
export type RespondWhen = "after" | "first";

/** Options of `createWebhookHandler`. */
export interface WebhookHandlerOptions extends HookCallbacks {
  /** The platform: `shopifyWebhook({ secret })`, `wooCommerceWebhook({ secret })`, … */
  readonly source: WebhookSource;
  /**
   * When the platform gets its response. Default `after`: its status is that of the delivery. `first` needs
   * `onUndelivered`, since no platform repeats a webhook after a success, and on most runtimes `waitUntil`.
   */
  readonly respond?: RespondWhen | undefined;
  /**
   * Keeps the runtime alive for a promise, such as `waitUntil` of `@vercel/functions`. Default: the one among the
   * arguments of Workers and edge functions.
   */
  readonly waitUntil?: ((work: Promise<unknown>) => void) | undefined;
  /**
   * The store that remembers the last delivered state of each order for all processes. Default: this process remembers
   * the last 10,000 orders. A store that fails, or takes longer than a second, is skipped.
   */
  readonly seen?: SeenStore | undefined;
  /** The prefix of the keys in `seen`; give each shop its own when shops share a store. Default: the platform's name. */
  readonly name?: string | undefined;
  /** The observer of all webhooks. Default: none. */
  readonly observer?: WebhookObserver | undefined;
  /** The largest body that is read, in bytes; a larger one gets a 413. Default 2,097,152. */
  readonly maxBodyBytes?: number | undefined;
  /**
   * How long `deliver` may take, in milliseconds. Default: within the platform's own time limit, and 20,000 with
   * `respond: "first"`.
   */
  readonly deadlineMs?: number | undefined;
  /** The clock. Default: the machine's. */
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
    refuse("source", "must be created by shopifyWebhook, customWebhook or another source");
  if (typeof options.deliver !== "function") refuse("deliver", "must be a function that delivers the order");
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

/** Returns why failed orders would be lost: without `onUndelivered`, and with a platform that does not repeat long enough. */
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
      ? "does not repeat a webhook"
      : `repeats a webhook for ${Math.round(rules.repeatsForMs / 60_000)} minutes only`;
  const message = `is missing: ${platform} ${habit}, so an order that cannot be delivered now would be lost; ${remedy}`;
  return [{ code: "missing", path: ["onUndelivered"], message }];
}

/** Checks the options. Throws InvalidInputError when they are wrong, or would lose orders. */
export function checkWebhookHandlerOptions(options: WebhookHandlerOptions): void {
  requireObject(options, "The webhook handler was not created", "must be { source, deliver }");
  const shape = shapeIssues(options);
  const issues = shape.length > 0 ? shape : lossIssues(options);
  if (issues.length > 0) throw new InvalidInputError("The webhook handler was not created", issues);
}
