import { isPlainObject } from "../../../schemas/objects/plain-object.js";
import type { ChaosOptions } from "../../kit/faults/chaos.js";
import type { Fault } from "../../kit/faults/fault.js";
import type { FaultRuleView } from "../../kit/faults/fault-rule.js";
import type { RequestMatch } from "../../kit/faults/request-match.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";
import type { ControlContext } from "./control-context.js";
import { ControlError } from "./routing/control-error.js";
import { readMembers, readParam } from "./routing/parameters.js";
import type { ControlCall, ControlRoute } from "./routing/route.js";
import {
  anyObject,
  anything,
  integer,
  listOf,
  named,
  number,
  object,
  orNull,
  text,
  truth,
} from "./routing/schema.js";
import { faultsView } from "./views/fault-views.js";

function listFaults(context: ControlContext): unknown {
  const { pending, chaos } = faultsView(context);
  return { data: pending, next: null, total: pending.length, chaos };
}

/** The rule that was set last: ids count up. */
function newest(rules: readonly FaultRuleView[]): FaultRuleView {
  const rule = rules.at(-1);
  if (rule === undefined) throw new FakeUsageError("No fault was set.");
  return rule;
}

function setFault({ body }: ControlCall, { privy }: ControlContext): unknown {
  const { fault, times = 1, when } = readMembers(body, ["fault", "times", "when"]);
  const isCount = Number.isInteger(times) && Number(times) >= 1 && Number(times) <= 1_000_000;
  if (times !== "always" && !isCount) {
    throw ControlError.badField("times", 'must be a whole number from 1 to 1,000,000, or "always"');
  }
  if (when !== undefined && !isPlainObject(when)) {
    throw ControlError.badField("when", 'must be an object such as { "order": 1001 }');
  }
  // Fault and match are checked by the fake itself.
  const [wanted, match] = [fault as Fault, when as RequestMatch | undefined];
  if (times === "always") privy.failWhen(match ?? {}, wanted);
  else privy.failNext(wanted, { times: Number(times), ...(match === undefined ? {} : { when: match }) });
  return newest(privy.faultRules);
}

function clearChaos({ chaos }: ControlContext): boolean {
  const { current } = chaos;
  current?.chaos.stop();
  chaos.current = undefined;
  return current !== undefined;
}

function setChaos({ body }: ControlCall, context: ControlContext): unknown {
  const { privy } = context;
  const { rate, faults, seed, when } = readMembers(body, ["rate", "faults", "seed", "when"]);
  // Checked by the fake itself; set before the other is removed, which stays when these are refused.
  const options = {
    rate,
    ...(faults === undefined ? {} : { faults }),
    ...(seed === undefined ? {} : { seed }),
    ...(when === undefined ? {} : { when }),
  } as ChaosOptions;
  const chaos = privy.chaos(options);
  const { id } = newest(privy.faultRules);
  clearChaos(context);
  context.chaos.current = { id, chaos, options };
  return faultsView(context).chaos;
}

const chaosSchema = object({ rate: number, requests: integer, injected: integer, counts: anyObject });

/** The operations on faults. */
export const FAULT_ROUTES: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_fake/faults",
    summary: "The faults that are set.",
    returns: object({
      data: listOf(named("Fault")),
      next: orNull(integer),
      total: integer,
      chaos: orNull(chaosSchema),
    }),
    answer: (_, context) => listFaults(context),
  },
  {
    method: "POST",
    path: "/_fake/faults",
    summary: "Makes the next requests fail, or all that fit a match.",
    body: object({ fault: anything, "times?": { anyOf: [integer, text] }, "when?": named("Match") }, true),
    returns: named("Fault"),
    answer: setFault,
  },
  {
    method: "DELETE",
    path: "/_fake/faults/{id}",
    summary: "Removes one fault.",
    returns: object({ removed: integer }),
    answer({ params }, { privy }) {
      if (!privy.removeFault(readParam(params, "id"))) {
        throw ControlError.notFound("Unknown fault: it has struck, or was removed");
      }
      return { removed: 1 };
    },
  },
  {
    method: "DELETE",
    path: "/_fake/faults",
    summary: "Removes every fault, chaos included.",
    returns: object({ removed: integer }),
    answer(_, context) {
      const removed = context.privy.faultRules.length;
      clearChaos(context);
      context.privy.clearFaults();
      return { removed };
    },
  },
  {
    method: "GET",
    path: "/_fake/chaos",
    summary: "The chaos that is set, and what it has done; null without one.",
    returns: orNull(chaosSchema),
    answer: (_, context) => faultsView(context).chaos,
  },
  {
    method: "PUT",
    path: "/_fake/chaos",
    summary: "Makes a share of all requests fail.",
    body: object(
      {
        rate: number,
        "faults?": listOf(anything),
        "seed?": { anyOf: [text, number] },
        "when?": named("Match"),
      },
      true,
    ),
    returns: chaosSchema,
    answer: setChaos,
  },
  {
    method: "DELETE",
    path: "/_fake/chaos",
    summary: "Ends the chaos.",
    returns: object({ stopped: truth }),
    answer: (_, context) => ({ stopped: clearChaos(context) }),
  },
];
