import { digestTextOf } from "../signatures/digest-text.js";
import type { HookReading, IncomingHook, WebhookSource } from "../webhook-source.js";
import type { HookToDeliver } from "./hook-delivery.js";

/** Reads a webhook with a valid signature. An unreadable one is reported as an order that cannot be mapped. */
export async function readHook(source: WebhookSource, hook: IncomingHook): Promise<HookToDeliver> {
  const reading = readOrFailLater(source, hook);
  const { topic, orderId } = reading;
  return {
    event: { platform: source.platform, topic, orderId },
    reading,
    digest: await digestTextOf(hook.body),
  };
}

function readOrFailLater(source: WebhookSource, hook: IncomingHook): HookReading {
  try {
    return source.read(hook);
  } catch (error) {
    return {
      topic: "",
      map() {
        throw error;
      },
    };
  }
}
