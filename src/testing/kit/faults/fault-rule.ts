import type { Channel } from "../exchange/channel.js";
import type { IncomingRequest } from "../exchange/incoming-request.js";
import type { Vendor } from "../exchange/vendor.js";
import type { RequestView } from "../log/request-view.js";
import { viewOf } from "../log/view-of.js";
import type { FaultPlan } from "./fault-plan.js";
import type { InjectedFault } from "./injected-fault.js";
import { matchesRequest, type RequestMatch } from "./request-match.js";

/** The requests that a fault can strike. */
export interface FaultScope {
  /** Only requests for which this returns true, token requests included. Default: every request. */
  readonly for?: ((request: RequestView) => boolean) | undefined;
  /** Only requests that fit this, as data instead of code. Default: every request. */
  readonly when?: RequestMatch | undefined;
  /** Only requests by this channel. Default: every channel. */
  readonly channel?: Channel | undefined;
}

/** One fault that is set. */
export interface FaultRule {
  /** Its number among all faults that were set at this fake: `fault_1`. */
  readonly id: string;
  readonly by: InjectedFault["by"];
  readonly scope: FaultScope;
  /** The possible faults. */
  readonly plans: readonly FaultPlan[];
  /** Returns the fault for a request in its scope, if it strikes. */
  readonly draw: () => FaultPlan | undefined;
}

/** A fault of `failNext` that has not struck all its requests. */
export interface PendingFault {
  readonly id: string;
  readonly name: string;
  /** How many requests it will still strike. */
  readonly times: number;
  /** The match of its requests, if it was given as data. */
  readonly when?: RequestMatch | undefined;
  readonly channel?: Channel | undefined;
}

/** A fault that is set, in any way. */
export interface FaultRuleView {
  /** The id for `removeFault`. */
  readonly id: string;
  readonly by: "failNext" | "failWhen" | "chaos";
  /** The possible faults. */
  readonly names: readonly string[];
  /** How many requests it will still strike. */
  readonly times: number | "always";
  readonly when?: RequestMatch | undefined;
  readonly channel?: Channel | undefined;
  /** Whether a function also decides which requests it strikes. */
  readonly hasPredicate: boolean;
}

/** Describes a rule for a test. */
export function viewOfRule({ id, by, plans, scope }: FaultRule, times: number | "always"): FaultRuleView {
  const { when, channel } = scope;
  return Object.freeze({
    id,
    by,
    names: Object.freeze(plans.map(({ name }) => name)),
    times,
    ...(when === undefined ? {} : { when }),
    ...(channel === undefined ? {} : { channel }),
    hasPredicate: scope.for !== undefined,
  });
}

/** Describes a rule of `failNext` that has requests left. */
export function pendingOf({ id, plans, scope: { when, channel } }: FaultRule, times: number): PendingFault {
  return Object.freeze({
    id,
    name: plans[0]?.name ?? "",
    times,
    ...(when === undefined ? {} : { when }),
    ...(channel === undefined ? {} : { channel }),
  });
}

/** What a rule needs to decide on a request. */
export interface ScopeContext {
  readonly channel: Channel;
  readonly vendor: Vendor;
  readonly tokenName: (request: IncomingRequest) => string | undefined;
  readonly random: () => number;
}

/** Returns whether a request is in a rule's scope. */
export function isInScope(scope: FaultScope, request: IncomingRequest, context: ScopeContext): boolean {
  const { for: predicate, when, channel } = scope;
  if (channel !== undefined && channel !== context.channel) return false;
  if (predicate === undefined && when === undefined) return true;
  const view = viewOf(request, context.vendor);
  if (predicate !== undefined && !predicate(view)) return false;
  return (
    when === undefined ||
    matchesRequest(when, {
      view,
      subject: () => context.vendor.subjectOf?.(view) ?? {},
      tokenName: () => context.tokenName(request),
      random: context.random,
    })
  );
}
