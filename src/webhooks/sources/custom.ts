import type { OrderInput } from "../../schemas/order/order.js";
import { idText, isHookObject, readHookJson } from "../json/read-hook-json.js";
import type { PlatformRules } from "../respond/platform-rules.js";
import type {
  FetchContext,
  IncomingHook,
  MapOptions,
  MappedOrder,
  SkipReason,
  WebhookSource,
} from "../webhook-source.js";
import { requireFunction, requireMilliseconds } from "./check-source-options.js";

/** What `parse` of a `customWebhook` finds in a hook. */
export interface CustomHook<Payload> {
  /** What happened, in the platform's words. */
  readonly topic: string;
  /** The platform's own id of the order. Without it, older states that come late are not recognised. */
  readonly orderId?: string | undefined;
  /** Set when the hook is to get 200 and be left alone. */
  readonly skip?: SkipReason | undefined;
  /** What `map` gets; or `fetch`, which gets it from the platform when the hook has only an id. */
  readonly payload?: Payload | undefined;
  fetch?(context: FetchContext): Promise<Payload | null | undefined>;
}

export interface CustomWebhookOptions<Payload> {
  /** The name that events and the keys of `seen` bear. Default `custom`. */
  readonly platform?: string | undefined;
  /** Whether the request is from the platform: compare its signature in constant time, for example with `crypto.subtle.verify`. */
  readonly verify: (hook: IncomingHook, now: number) => boolean | Promise<boolean>;
  /** Takes topic, id and payload out of a request with a good signature. Default: the body's JSON is the order, its `id` the id. */
  readonly parse?: ((hook: IncomingHook) => CustomHook<Payload>) | undefined;
  /** Maps the order; give `version` along, and older states that come late are dropped. */
  readonly map: (payload: Payload, options: MapOptions) => MappedOrder | OrderInput;
  /** For how long the platform repeats a hook that it gets no success for. Milliseconds, default 0: never. */
  readonly repeatsForMs?: number | undefined;
  /** How long `deliver` may take while the platform waits. Milliseconds, default 5,000. */
  readonly deadlineMs?: number | undefined;
  /** How long `onUndelivered` may take after that. Milliseconds, default 3,000. */
  readonly handoverMs?: number | undefined;
}

/** A body that is the order itself. */
function parseOrderHook<Payload>(hook: IncomingHook): CustomHook<Payload> {
  const payload = readHookJson(hook);
  const orderId = isHookObject(payload) ? idText(payload.id) : undefined;
  return { topic: "order", orderId, payload: payload as Payload }; // the caller's `map` knows what it is
}

const defaultRules = { repeatsForMs: 0, deadlineMs: 5_000, handoverMs: 3_000 } as const;

/**
 * Hooks of a platform that has no source of its own here.
 *
 * @throws InvalidInputError when `verify` or `map` is missing, or a time is not a number of milliseconds
 */
export function customWebhook<Payload = unknown>(options: CustomWebhookOptions<Payload>): WebhookSource {
  requireFunction(options.verify, "verify", "checks the signature: without it anyone could send orders");
  requireFunction(options.map, "map", "makes an order of the payload");
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
          const mapped = map((fetch === undefined ? payload : fetched) as Payload, { wasReported }); // as `parse` gave it
          return "order" in mapped ? mapped : { order: mapped };
        },
      };
    },
  };
}
