import type { FlowRun } from "../engines/flow-run.js";

/** When it started, for whom, and whether it goes on. */
export function describeRun({ orderId, contactId, startedAt, status, exitedAt }: FlowRun): string {
  const end = status === "exited" ? `, left at ${exitedAt} when the contact bought again` : "";
  return `order ${orderId} of ${contactId} at ${startedAt}${end}`;
}
