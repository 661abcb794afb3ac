import type { FlowLog, FlowLogWriter } from "./flow-log.js";

/** Creates a log that reads from another one and keeps writes to itself, while one order is judged. */
export function createFlowLogOverlay(log: FlowLog): FlowLogWriter {
  const entered = new Map<string, number>();
  const keyOf = (flow: string, contactId: string): string => `${contactId} ${flow}`;
  return {
    lastEntryMs: (flow, contactId) => entered.get(keyOf(flow, contactId)) ?? log.lastEntryMs(flow, contactId),
    addRun: ({ flow, contactId, startedAt }) =>
      void entered.set(keyOf(flow, contactId), Date.parse(startedAt)),
    addEvaluation: (evaluation) => Object.freeze({ ...evaluation }),
    hasExits: (contactId) => log.hasExits(contactId),
    exitOnPurchase: (contactId, orderId, exitedAt) => log.exitsOnPurchase(contactId, orderId, exitedAt),
  };
}
