import type { FlowEvaluation } from "../../privy/engines/flow-run.js";
import type { ControlContext } from "./control-context.js";
import { ControlError } from "./routing/control-error.js";
import { pageOfList } from "./routing/page.js";
import { readChoice, readParam } from "./routing/parameters.js";
import type { ControlCall, ControlRoute } from "./routing/route.js";
import { anyObject, choice, integer, named, object, pageOf, text } from "./routing/schema.js";

const reasons = ["inactive", "initial_sync", "condition_failed", "re_entry"] as const;

function listFlows(call: ControlCall, { hook }: ControlContext): unknown {
  const { evaluations } = hook.state().flows;
  return pageOfList(call, hook.settings.flows, (flow) => {
    const notStarted: Record<string, number> = {};
    let started = 0;
    for (const one of evaluations) {
      if (one.flow !== flow.name) continue;
      if (one.started) started += 1;
      else notStarted[one.reason] = (notStarted[one.reason] ?? 0) + 1;
    }
    return { name: flow.name, definition: flow, started, notStarted };
  });
}

/** The number in `req_7`; null for an action without a request. */
const requestOf = ({ requestId }: FlowEvaluation): number | null =>
  /^req_\d+$/.test(requestId) ? Number(requestId.slice(4)) : null;

function listEvaluations(call: ControlCall, { hook }: ControlContext): unknown {
  const name = readParam(call.params, "name");
  if (!hook.settings.flows.some((flow) => flow.name === name)) {
    throw ControlError.notFound("Unknown flow: none has that name");
  }
  const started = readChoice(call.query, "started", ["true", "false"], undefined);
  const reason = readChoice(call.query, "reason", reasons, undefined);
  const found = hook
    .state()
    .flows.evaluations.filter(
      (one) =>
        one.flow === name &&
        (started === undefined || String(one.started) === started) &&
        (reason === undefined || (!one.started && one.reason === reason)),
    );
  return pageOfList(call, found, (one) => ({ ...one, request: requestOf(one) }));
}

/** The operations on flows. */
export const FLOW_ROUTES: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_fake/flows",
    summary: "The flows, how often each started, and why it did not start.",
    query: { after: integer, limit: integer },
    returns: pageOf(object({ name: text, definition: anyObject, started: integer, notStarted: anyObject })),
    answer: listFlows,
  },
  {
    method: "GET",
    path: "/_fake/flows/{name}/evaluations",
    summary: "What a flow did with each order.",
    query: {
      started: choice("true", "false"),
      reason: choice(...reasons),
      after: integer,
      limit: integer,
      order: choice("asc", "desc"),
    },
    returns: pageOf(named("Evaluation")),
    answer: listEvaluations,
  },
];
