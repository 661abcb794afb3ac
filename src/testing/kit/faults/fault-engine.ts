import { isPlainObject } from "../../../schemas/objects/plain-object.js";
import { CHANNELS, type Channel, cannotEnd } from "../exchange/channel.js";
import type { IncomingRequest } from "../exchange/incoming-request.js";
import { refuseRequest } from "../exchange/reply.js";
import type { Vendor } from "../exchange/vendor.js";
import type { FakeRequest } from "../log/request-log.js";
import { FakeUsageError } from "../options/fake-usage-error.js";
import { createSeededRandom } from "../seeded-random.js";
import { CHAOS_FAULTS, createChaos } from "./chaos.js";
import type { FaultControls } from "./fault-controls.js";
import type { ChosenFault, FaultPlan } from "./fault-plan.js";
import {
  type FaultRule,
  type FaultRuleView,
  type FaultScope,
  isInScope,
  pendingOf,
  type ScopeContext,
  viewOfRule,
} from "./fault-rule.js";
import { readFault } from "./read-fault.js";
import { readFaultScope, readFaults, readOrRefuse } from "./read-fault-options.js";

/** The faults of one fake. */
export interface FaultEngine {
  readonly controls: FaultControls;
  /** Takes the fault that strikes this request, if any. */
  choose(request: IncomingRequest, channel: Channel): ChosenFault | undefined;
  /**
   * Opens a channel for requests, until the returned function is called.
   *
   * @throws FakeUsageError when the channel cannot express a fault that is set
   */
  open(channel: Channel): () => void;
}

interface Counted {
  readonly rule: FaultRule;
  left: number;
}

/** Creates an engine without faults. */
export function createFaultEngine(context: {
  seed: number | string;
  requests: () => readonly FakeRequest[];
  vendor: Vendor;
  /** Called when a fault is set, removed or used up. */
  onChange?: (() => void) | undefined;
  /** Returns the name of the token that a request carries. */
  tokenName?: ((request: IncomingRequest) => string | undefined) | undefined;
}): FaultEngine {
  const changed = (): void => context.onChange?.();
  let counted: Counted[] = [];
  let standing: FaultRule[] = [];
  const inUse = new Map<Channel, number>();
  let chaosCount = 0;
  let ruleCount = 0;
  const firstShare = () => createSeededRandom(context.seed).fork("fault shares");
  let shares = firstShare();
  const nextId = (): string => `fault_${++ruleCount}`;

  const channelsFor = (scope: FaultScope): readonly Channel[] =>
    scope.channel === undefined
      ? CHANNELS.filter((channel) => (inUse.get(channel) ?? 0) > 0)
      : [scope.channel];

  function requireExpressible(plans: readonly FaultPlan[], channels: readonly Channel[]): void {
    for (const { name, end } of plans) {
      for (const channel of channels) {
        const reason = cannotEnd(channel, end);
        if (reason === undefined) continue;
        throw new FakeUsageError(
          `The fault "${name}" is not possible here. ${reason} To set a fault for requests of one channel, use ` +
            'the option `channel`, "fetch" for example.',
        );
      }
    }
  }

  const remove = (rule: FaultRule): void => {
    standing = standing.filter((other) => other !== rule);
    changed();
  };

  const controls: FaultControls = {
    failNext(fault, options = {}) {
      const { plan, scope } = readOrRefuse("failNext", (problems) => ({
        plan: readFault("fault", fault, problems),
        scope: readFaultScope("options", options, ["times"], problems),
      }));
      const { times = 1 } = options;
      if (!Number.isInteger(times) || times < 1 || times > 1_000_000) {
        throw new FakeUsageError(
          "failNext takes `times` as a whole number from 1 to 1,000,000; for every request there is failWhen(() => true, …).",
        );
      }
      if (plan === undefined) return;
      requireExpressible([plan], channelsFor(scope));
      counted.push({
        left: times,
        rule: { id: nextId(), by: "failNext", scope, plans: [plan], draw: () => plan },
      });
      changed();
    },
    failWhen(predicate, fault, options = {}) {
      if (typeof predicate !== "function" && !isPlainObject(predicate)) {
        throw new FakeUsageError(
          "failWhen takes a function of the request first, or a match such as { order: 1001 }, and then the fault.",
        );
      }
      const asked = typeof predicate === "function" ? { for: predicate } : { when: predicate };
      const { plan, scope } = readOrRefuse("failWhen", (problems) => ({
        plan: readFault("fault", fault, problems),
        scope: {
          ...readFaultScope("options", asked, [], problems),
          channel: readFaultScope("options", options, [], problems).channel,
        },
      }));
      if (plan === undefined) return () => undefined;
      requireExpressible([plan], channelsFor(scope));
      const rule: FaultRule = { id: nextId(), by: "failWhen", scope, plans: [plan], draw: () => plan };
      standing.push(rule);
      changed();
      return () => remove(rule);
    },
    chaos(options) {
      const { scope, plans } = readOrRefuse("chaos", (problems) => {
        const scope = readFaultScope("options", options, ["rate", "faults", "seed"], problems);
        const { rate, seed, faults } = Object(options) as typeof options; // any other value has no such members
        if (typeof rate !== "number" || !(rate >= 0 && rate <= 1)) {
          problems.add("options.rate", "must be a number from 0 to 1: 0.2 is one request in five");
        }
        if (seed !== undefined && typeof seed !== "string" && !Number.isFinite(seed)) {
          problems.add("options.seed", "must be a number or text");
        }
        if (faults !== undefined && (!Array.isArray(faults) || faults.length === 0)) {
          problems.add("options.faults", "must be a list of at least one fault");
          return { scope, plans: [] };
        }
        const given = readFaults(faults ?? CHAOS_FAULTS, "options.faults", problems);
        const channels = channelsFor(scope);
        const canBe = ({ end }: FaultPlan): boolean =>
          channels.every((channel) => cannotEnd(channel, end) === undefined);
        return { scope, plans: faults === undefined ? given.filter(canBe) : given };
      });
      requireExpressible(plans, channelsFor(scope));
      chaosCount += 1;
      const random = createSeededRandom(options.seed ?? context.seed).fork(
        options.seed === undefined ? `chaos ${chaosCount}` : "chaos",
      );
      const { rule, chaos } = createChaos({
        id: nextId(),
        rate: options.rate,
        plans,
        scope,
        random,
        remove,
      });
      standing.push(rule);
      changed();
      return chaos;
    },
    clearFaults() {
      counted = [];
      standing = [];
      // The next chaos counts as the first again, with the same draws.
      chaosCount = 0;
      ruleCount = 0;
      shares = firstShare();
      changed();
    },
    get pendingFaults() {
      return Object.freeze(counted.map(({ rule, left }) => pendingOf(rule, left)));
    },
    get faultRules() {
      const rules = [
        ...counted.map(({ rule, left }) => viewOfRule(rule, left)),
        ...standing.map((rule) => viewOfRule(rule, "always")),
      ];
      const numberOf = ({ id }: FaultRuleView): number => Number(id.slice("fault_".length));
      return Object.freeze(rules.sort((one, other) => numberOf(one) - numberOf(other)));
    },
    removeFault(id) {
      const before = counted.length + standing.length;
      counted = counted.filter(({ rule }) => rule.id !== id);
      standing = standing.filter((rule) => rule.id !== id);
      const isRemoved = counted.length + standing.length < before;
      if (isRemoved) changed();
      return isRemoved;
    },
    get faults() {
      return Object.freeze(context.requests().filter(({ fault }) => fault !== undefined));
    },
  };

  function draw(request: IncomingRequest, channel: Channel): [FaultRule, FaultPlan] | undefined {
    const via: ScopeContext = {
      channel,
      vendor: context.vendor,
      tokenName: context.tokenName ?? (() => undefined),
      random: () => shares.next(),
    };
    for (const entry of counted) {
      if (!isInScope(entry.rule.scope, request, via)) continue;
      entry.left -= 1;
      if (entry.left === 0) {
        counted.splice(counted.indexOf(entry), 1);
        changed();
      }
      const plan = entry.rule.draw();
      if (plan !== undefined) return [entry.rule, plan];
    }
    for (const rule of standing) {
      const plan = isInScope(rule.scope, request, via) ? rule.draw() : undefined;
      if (plan !== undefined) return [rule, plan];
    }
    return undefined;
  }

  return {
    controls,
    choose(request, channel) {
      const drawn = draw(request, channel);
      if (drawn === undefined) return undefined;
      const [rule, plan] = drawn;
      const reason = cannotEnd(channel, plan.end);
      const { name, stored } = plan;
      if (reason === undefined) return { plan, record: Object.freeze({ name, stored, by: rule.by }) };
      return {
        plan: inexpressible(plan, reason),
        record: Object.freeze({ name, stored: false, by: rule.by }),
      };
    },
    open(channel) {
      const rules = [...counted.map(({ rule }) => rule), ...standing];
      for (const { plans, scope } of rules) {
        if (scope.channel === undefined || scope.channel === channel) requireExpressible(plans, [channel]);
      }
      inUse.set(channel, (inUse.get(channel) ?? 0) + 1);
      return () => void inUse.set(channel, (inUse.get(channel) ?? 1) - 1);
    },
  };
}

/** The response for a fault that a channel cannot express: 501, which no client repeats. */
function inexpressible({ name }: FaultPlan, reason: string): FaultPlan {
  const message = `The fault "${name}" is not possible here. ${reason}`;
  return { name, stored: false, strike: () => refuseRequest(501, "fake_usage_error", message) };
}
