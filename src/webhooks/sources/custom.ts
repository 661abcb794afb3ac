import { isRecord } from "../../schemas/objects/is-object.js";
import type { OrderInput } from "../../schemas/order/order.js";
import { idText, readHookJson } from "../json/read-hook-json.js";
import type { PlatformRules } from "../respond/platform-rules.js";
import { givenOptions } from "../signatures/given-options.js";
import type {
  FetchContext,
  IncomingHook,
  MapOptions,
  MappedOrder,
  SkipReason,
  WebhookSource,
} from "../webhook-source.js";
import { requireFunction, requireMilliseconds } from "./check-source-options.js";

/** The result of `parse` of a `customWebhook`. */
export interface CustomHook<Payload> {
  /** The platform's name of the event. */
  readonly topic: string;
  /** The platform's own id of the order. Without it, late older states are not recognised. */
  readonly orderId?: string | undefined;
  /** Set to skip the webhook with a 200. */
  readonly skip?: SkipReason | undefined;
  /** The input of `map`; or `fetch`, which loads it from the platform when the webhook has only an id. */
  readonly payload?: Payload | undefined;
  fetch?(context: FetchContext): Promise<Payload | null | undefined>;
}

export interface CustomWebhookOptions<Payload> {
  /** The name in events and in the keys of `seen`. Default `custom`. */
  readonly platform?: string | undefined;
  /**
   * Returns whether the request is from the platform: compare its signature in constant time, for example with
   * `crypto.subtle.verify`.
   */
  readonly verify: (hook: IncomingHook, now: number) => boolean | Promise<boolean>;
  /**
   * Reads topic, id and payload of a request with a valid signature. Default: the body's JSON is the order, its `id`
   * the id.
   */
  readonly parse?: ((hook: IncomingHook) => CustomHook<Payload>) | undefined;
  /** Maps the order. Return a `version` too, so that late older states are dropped. */
  readonly map: (payload: Payload, options: MapOptions) => MappedOrder | OrderInput;
  /** How long the platform repeats a webhook without a success, in milliseconds. Default 0: never. */
  readonly repeatsForMs?: number | undefined;
  /** How long `deliver` may take while the platform waits, in milliseconds. Default 5,000. */
  readonly deadlineMs?: number | undefined;
  /** How long `onUndelivered` may take after that, in milliseconds. Default 3,000. */
  readonly handoverMs?: number | undefined;
}

/** Reads a body that is the order itself. */
function parseOrderHook<Payload>(hook: IncomingHook): CustomHook<Payload> {
  const payload = readHookJson(hook);
  const orderId = isRecord(payload) ? idText(payload.id) : undefined;
  return { topic: "order", orderId, payload: payload as Payload }; // the caller's `map` knows what it is
}

const defaultRules = { repeatsForMs: 0, deadlineMs: 5_000, handoverMs: 3_000 } as const;

/**
 * Creates a source for the webhooks of any other platform.
 *
 * @throws InvalidInputError when `verify` or `map` is missing, or a time is not a number of milliseconds
 */
export function customWebhook<Payload = unknown>(options: CustomWebhookOptions<Payload>): WebhookSource {
  givenOptions(options);
  requireFunction(options.verify, "verify", "checks the signature: without it anyone could send orders");
  requireFunction(options.map, "map", "converts the payload into an order");
  requireMilliseconds(options.repeatsForMs, "repeatsForMs", 0);
  requireMilliseconds(options.deadlineMs, "deadlineMs", 1);
  requireMilliseconds(options.handoverMs, "handoverMs", 1);
  const { platform = "custom", map, verify, parse = parseOrderHook<Payload> } = options;
  const rules: PlatformRules = {
    repeatsForMs: options.repeatsForMs ?? defaultRules.repeatsForMs,
    deadlineMs: options.deadlineMs ?? defaultRules.deadlineMs,
    handoverMs: options.handoverMs ?? defaultRules.handoverMs,
    page: "",
  };
  return {
    platform,
    rules,
    verify: async (hook, now) => (await verify(hook, now)) === true,
    read(hook) {
      const { topic, orderId, skip, payload, fetch } = parse(hook);
      return {
        topic,
        orderId,
        skip,
        ...(fetch && { fetch }),
        map({ fetched, wasReported }) {
          const mapped = map((fetch === undefined ? payload : fetched) as Payload, { wasReported }); // as `parse` returned it
          return "order" in mapped ? mapped : { order: mapped };
        },
      };
    },
  };
}
