import type { FlowRun } from "../engines/flow-run.js";

/** Describes when a run started, for which order and contact, and whether it ended. */
export function describeRun({ orderId, contactId, startedAt, status, exitedAt }: FlowRun): string {
  const end = status === "exited" ? `, left at ${exitedAt} when the contact bought again` : "";
  return `order ${orderId} of ${contactId} at ${startedAt}${end}`;
}
