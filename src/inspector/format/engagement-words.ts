import type { Engagement } from "../../testing/privy/engines/engagement.js";

/** What a contact did with a message: "clicked e-mail". */
export function engagementWords({ kind, channel }: Pick<Engagement, "kind" | "channel">): string {
  return `${kind === "open" ? "opened" : "clicked"} ${channel === "sms" ? "SMS" : "e-mail"}`;
}
