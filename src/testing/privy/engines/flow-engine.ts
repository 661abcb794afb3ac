import { parseDuration } from "../../kit/clock/duration.js";
import { lastMomentMs } from "../../kit/clock/moment.js";
import type { Journal } from "../account/journal.js";
import { completeEngineDecisions, type EngineDecisions } from "../decisions/engine-decisions.js";
import type { EngineContext, FakeContact, FakeOrder } from "../model.js";
import { type CompiledCondition, type ConditionSubject, compileFlowCondition } from "./flow-conditions.js";
import type { FlowDefinition, FlowTrigger } from "./flow-definition.js";
import { checkFlowDefinitions } from "./flow-definition-check.js";
import { FlowLog, type FlowLogSnapshot, type FlowLogWriter } from "./flow-log.js";
import { createFlowLogOverlay } from "./flow-log-overlay.js";
import type { FlowEvaluation, FlowRefusal, FlowRun, FlowSuppression } from "./flow-run.js";

/** What the flow engine needs from the fake. */
export interface FlowEngineContext extends EngineContext {
  /** Makes the id of the next run. */
  nextFlowRunId(): string;
  /** The id of the current request. */
  requestId(): string;
  /** Receives what the flows do with the current request. */
  readonly journal?: Pick<Journal, "append"> | undefined;
  /** The readings of what the documentation leaves open; flows use `orderCountIncludesThis`. */
  readonly decisions?: Partial<EngineDecisions> | undefined;
}

/** Decides which flows an order starts. */
export interface FlowEvaluator {
  /** Handles a new order after it is stored: flows with an exit on purchase end for its contact, then others may start. */
  orderPlaced(order: FakeOrder, contact: FakeContact): readonly FlowEvaluation[];
  /** Handles an order that has been received (see `firedFlowTriggers`), after it is stored. */
  orderReceived(order: FakeOrder, contact: FakeContact): readonly FlowEvaluation[];
  /** Records why an order starts no flow. No contact leaves a flow. */
  suppressed(
    order: FakeOrder,
    contact: FakeContact,
    trigger: FlowTrigger,
    reason: FlowSuppression,
  ): readonly FlowEvaluation[];
}

/** Decides which flows an order starts, and records why the others did not start. */
export interface FlowEngine extends FlowEvaluator {
  /** How many runs there have been. */
  runCount(): number;
  /** All runs, oldest first. */
  readonly runs: readonly FlowRun[];
  /** What each flow did with each order, oldest first. */
  readonly evaluations: readonly FlowEvaluation[];
  /** Returns an engine that decides as this one would, without changing it. */
  preview(context: Omit<FlowEngineContext, "decisions" | "clock">): FlowEvaluator;
  snapshot(): FlowLogSnapshot;
  /** Replaces the state by a snapshot; the definitions stay. */
  restore(snapshot: FlowLogSnapshot): void;
}

interface CompiledFlow {
  readonly name: string;
  readonly trigger: FlowTrigger;
  readonly active: boolean;
  readonly conditions: readonly CompiledCondition[];
  /** Returns how long after an entry the contact may enter again, in milliseconds; Infinity for never. */
  readonly reEntryMs: number;
}

const suppressionDetail: Readonly<Record<FlowSuppression, string>> = {
  initial_sync: "orders sent with initial_sync: true start no flow",
};

function compileFlow(flow: FlowDefinition): CompiledFlow {
  const { entry } = flow;
  let reEntryMs = entry?.frequency === "never" ? Number.POSITIVE_INFINITY : 0;
  if (entry?.frequency === "delayed") reEntryMs = parseDuration(entry.after);
  return {
    name: flow.name,
    trigger: flow.trigger,
    active: flow.active ?? true,
    conditions: (flow.conditions ?? []).map(compileFlowCondition),
    reEntryMs,
  };
}

const noEvaluations: readonly FlowEvaluation[] = Object.freeze([]);

const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

function refuseByConditions(flow: CompiledFlow, subject: ConditionSubject): FlowRefusal | undefined {
  for (const [conditionIndex, condition] of flow.conditions.entries()) {
    const detail = condition(subject);
    if (detail !== undefined) return { reason: "condition_failed", conditionIndex, detail };
  }
  return undefined;
}

function refuseByEntry(
  flow: CompiledFlow,
  lastEntryMs: number | undefined,
  nowMs: number,
): FlowRefusal | undefined {
  if (lastEntryMs === undefined || nowMs - lastEntryMs >= flow.reEntryMs) return undefined;
  const entered = `this contact entered at ${isoTime(lastEntryMs)}`;
  if (flow.reEntryMs === Number.POSITIVE_INFINITY) {
    return { reason: "re_entry", possibleAt: null, detail: `${entered} and may enter this flow only once` };
  }
  // A delay can reach beyond the latest Date.
  const possibleAt = isoTime(Math.min(lastEntryMs + flow.reEntryMs, lastMomentMs));
  return { reason: "re_entry", possibleAt, detail: `${entered} and may enter again from ${possibleAt}` };
}

/**
 * Creates the engine that simulates the merchant's flows. The cost of an order depends on the number of flows, not on
 * the number of orders before it.
 *
 * @throws FakeUsageError with all problems when a definition cannot be used
 */
export function createFlowEngine(flows: readonly FlowDefinition[], context: FlowEngineContext): FlowEngine {
  const orderCountIncludesThis = completeEngineDecisions(context.decisions).orderCountIncludesThis === "yes";
  checkFlowDefinitions(flows, { orderCountIncludesThis });
  const compiled = flows.map(compileFlow);
  const ofTrigger = (trigger: FlowTrigger): readonly CompiledFlow[] =>
    compiled.filter((flow) => flow.trigger === trigger);
  const byTrigger: Readonly<Record<FlowTrigger, readonly CompiledFlow[]>> = {
    order_placed: ofTrigger("order_placed"),
    order_received: ofTrigger("order_received"),
  };
  const leaveOnPurchase = new Set(flows.filter((flow) => flow.exitWhenContactBuys).map((flow) => flow.name));
  const log = new FlowLog((flow) => leaveOnPurchase.has(flow));

  const evaluator = (writer: FlowLogWriter, own: FlowEngineContext): FlowEvaluator =>
    createEvaluator({ byTrigger, orderCountIncludesThis, log: writer, context: own });

  return {
    get runs() {
      return log.view.runs;
    },
    get evaluations() {
      return log.view.evaluations;
    },
    runCount: () => log.runCount,
    ...evaluator(log, context),
    preview: (own) => evaluator(createFlowLogOverlay(log), { ...context, ...own }),
    snapshot: () => log.view,
    restore: (snapshot) => log.restore(snapshot),
  };
}

/** Creates the judge that evaluates orders by the flows and records the results. */
function createEvaluator(options: {
  byTrigger: Readonly<Record<FlowTrigger, readonly CompiledFlow[]>>;
  orderCountIncludesThis: boolean;
  log: FlowLogWriter;
  context: FlowEngineContext;
}): FlowEvaluator {
  const { byTrigger, orderCountIncludesThis, log, context } = options;

  function countOrders(order: FakeOrder, contact: FakeContact): number {
    const counted = context.statisticsOrdersOf(contact.id).length;
    // An order outside the statistics (see `initialSyncStats`) still counts for itself.
    const others = order.counts_in_statistics ? counted - 1 : counted;
    return orderCountIncludesThis ? others + 1 : others;
  }

  function evaluate(
    trigger: FlowTrigger,
    order: FakeOrder,
    contact: FakeContact,
    suppression?: FlowSuppression,
  ): readonly FlowEvaluation[] {
    const looking = byTrigger[trigger];
    if (looking.length === 0) return noEvaluations;
    const nowMs = context.clock.now();
    const at = isoTime(nowMs);
    const requestId = context.requestId();
    let orderCount: number | undefined;
    const subject: ConditionSubject = {
      order,
      orderCount() {
        orderCount ??= countOrders(order, contact);
        return orderCount;
      },
    };

    function refuse(flow: CompiledFlow): FlowRefusal | undefined {
      if (suppression !== undefined) return { reason: suppression, detail: suppressionDetail[suppression] };
      if (!flow.active) return { reason: "inactive", detail: "this flow is switched off (active: false)" };
      return (
        refuseByConditions(flow, subject) ??
        refuseByEntry(flow, log.lastEntryMs(flow.name, contact.id), nowMs)
      );
    }

    const evaluations = looking.map((flow) => {
      const facts = { flow: flow.name, trigger, orderId: order.order_id, contactId: contact.id, requestId };
      const refusal = refuse(flow);
      if (refusal !== undefined) return log.addEvaluation({ ...facts, at, started: false, ...refusal });
      const runId = context.nextFlowRunId();
      log.addRun({ id: runId, ...facts, startedAt: at, status: "running" });
      return log.addEvaluation({ ...facts, at, started: true, runId });
    });
    context.journal?.append("evaluations", evaluations);
    return Object.freeze(evaluations);
  }

  return {
    orderPlaced(order, contact) {
      if (log.hasExits(contact.id)) {
        const exits = log.exitOnPurchase(contact.id, order.order_id, isoTime(context.clock.now()));
        context.journal?.append("exits", exits);
      }
      return evaluate("order_placed", order, contact);
    },
    orderReceived: (order, contact) => evaluate("order_received", order, contact),
    suppressed: (order, contact, trigger, reason) => evaluate(trigger, order, contact, reason),
  };
}
