import { CHANNELS, type Channel, cannotEnd } from "../exchange/channel.js";
import type { IncomingRequest } from "../exchange/incoming-request.js";
import { refuseRequest } from "../exchange/reply.js";
import type { Vendor } from "../exchange/vendor.js";
import type { FakeRequest } from "../log/request-log.js";
import { DefinitionProblems } from "../options/definition-problems.js";
import { FakeUsageError } from "../options/fake-usage-error.js";
import { createSeededRandom } from "../seeded-random.js";
import { CHAOS_FAULTS, createChaos } from "./chaos.js";
import type { FaultControls } from "./fault-controls.js";
import type { ChosenFault, FaultPlan } from "./fault-plan.js";
import { type FaultRule, type FaultScope, isInScope } from "./fault-rule.js";
import { readFault } from "./read-fault.js";

/** Everything that is to go wrong at one fake. */
export interface FaultEngine {
  readonly controls: FaultControls;
  /** The fault that strikes this request, if any; it is used up by that. */
  choose(request: IncomingRequest, channel: Channel): ChosenFault | undefined;
  /**
   * Requests come this way too from now on, until what is given back is called.
   *
   * @throws FakeUsageError when a fault that is set cannot be expressed there
   */
  open(channel: Channel): () => void;
}

interface Counted {
  readonly rule: FaultRule;
  left: number;
}

/** Makes an engine in which nothing goes wrong yet. */
export function createFaultEngine(context: {
  seed: number | string;
  requests: () => readonly FakeRequest[];
  vendor: Vendor;
  /** Is told whenever a fault is set, taken back or used up. */
  onChange?: (() => void) | undefined;
}): FaultEngine {
  const changed = (): void => context.onChange?.();
  let counted: Counted[] = [];
  let standing: FaultRule[] = [];
  const inUse = new Map<Channel, number>();
  let chaosCount = 0;

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
          `The fault "${name}" cannot be had here. ${reason} A fault for requests of one channel alone is set with ` +
            'the option `channel`, "fetch" for example.',
        );
      }
    }
  }

  function readScope(
    path: string,
    given: unknown,
    more: readonly string[],
    problems: DefinitionProblems,
  ): FaultScope {
    const options = problems.object(path, given, ["for", "channel", ...more]) ?? {};
    if (options.channel !== undefined) problems.choice(`${path}.channel`, options.channel, CHANNELS);
    if (options.for !== undefined && typeof options.for !== "function") {
      problems.add(`${path}.for`, "must be a function of the request");
    }
    // Checked above; with any problem it is not used.
    return options as FaultScope;
  }

  /** Reads what was asked for, and refuses it with all that is wrong with it. */
  function read<Result>(subject: string, reading: (problems: DefinitionProblems) => Result): Result {
    const problems = new DefinitionProblems();
    const result = reading(problems);
    problems.throwIfAny(`${subject} was given something that it cannot use`);
    return result;
  }

  function plansOf(
    faults: readonly unknown[],
    path: string,
    problems: DefinitionProblems,
  ): readonly FaultPlan[] {
    return faults.flatMap((fault, index) => readFault(`${path}[${index}]`, fault, problems) ?? []);
  }

  const remove = (rule: FaultRule): void => {
    standing = standing.filter((other) => other !== rule);
    changed();
  };

  const controls: FaultControls = {
    failNext(fault, options = {}) {
      const { plan, scope } = read("failNext", (problems) => ({
        plan: readFault("fault", fault, problems),
        scope: readScope("options", options, ["times"], problems),
      }));
      const { times = 1 } = options;
      if (!Number.isInteger(times) || times < 1 || times > 1_000_000) {
        throw new FakeUsageError(
          "failNext takes `times` as a whole number from 1 to 1,000,000; for every request there is failWhen(() => true, …).",
        );
      }
      if (plan === undefined) return;
      requireExpressible([plan], channelsFor(scope));
      counted.push({ left: times, rule: { by: "failNext", scope, plans: [plan], draw: () => plan } });
      changed();
    },
    failWhen(predicate, fault, options = {}) {
      if (typeof predicate !== "function") {
        throw new FakeUsageError("failWhen takes a function of the request first, and then the fault.");
      }
      const { plan, channel } = read("failWhen", (problems) => ({
        plan: readFault("fault", fault, problems),
        channel: readScope("options", options, [], problems).channel,
      }));
      if (plan === undefined) return () => undefined;
      const scope = { for: predicate, channel };
      requireExpressible([plan], channelsFor(scope));
      const rule: FaultRule = { by: "failWhen", scope, plans: [plan], draw: () => plan };
      standing.push(rule);
      changed();
      return () => remove(rule);
    },
    chaos(options) {
      const { scope, plans } = read("chaos", (problems) => {
        const scope = readScope("options", options, ["rate", "faults", "seed"], problems);
        const { rate, seed, faults } = Object(options) as typeof options; // reading of anything else gives nothing
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
        const given = plansOf(faults ?? CHAOS_FAULTS, "options.faults", problems);
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
      const { rule, chaos } = createChaos({ rate: options.rate, plans, scope, random, remove });
      standing.push(rule);
      changed();
      return chaos;
    },
    clearFaults() {
      counted = [];
      standing = [];
      // The next chaos is the first again, and meets the same requests.
      chaosCount = 0;
      changed();
    },
    get pendingFaults() {
      return Object.freeze(
        counted.map(({ rule, left }) => Object.freeze({ name: rule.plans[0]?.name ?? "", times: left })),
      );
    },
    get faults() {
      return Object.freeze(context.requests().filter(({ fault }) => fault !== undefined));
    },
  };

  function draw(request: IncomingRequest, channel: Channel): [FaultRule, FaultPlan] | undefined {
    const via = { channel, vendor: context.vendor };
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

/** A channel that nobody announced cannot do it: said in the answer, which no client tries again (501). */
function inexpressible({ name }: FaultPlan, reason: string): FaultPlan {
  const message = `The fault "${name}" cannot be had here. ${reason}`;
  return { name, stored: false, strike: () => refuseRequest(501, "fake_usage_error", message) };
}
