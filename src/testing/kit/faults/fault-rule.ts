import type { Channel } from "../exchange/channel.js";
import type { IncomingRequest } from "../exchange/incoming-request.js";
import type { Vendor } from "../exchange/vendor.js";
import type { RequestView } from "../log/request-view.js";
import { viewOf } from "../log/view-of.js";
import type { FaultPlan } from "./fault-plan.js";
import type { InjectedFault } from "./injected-fault.js";
import { matchesRequest, type RequestMatch } from "./request-match.js";

/** Which requests a fault is for. */
export interface FaultScope {
  /** Only requests for which this is true, token requests included. Default: every request. */
  readonly for?: ((request: RequestView) => boolean) | undefined;
  /** Only requests that are like this, as data: what `for` says by code. Default: every request. */
  readonly when?: RequestMatch | undefined;
  /** Only requests that come this way. Default: every way. */
  readonly channel?: Channel | undefined;
}

/** One standing order to make something go wrong. */
export interface FaultRule {
  /** Its number among all that were set at this fake: `fault_1`. */
  readonly id: string;
  readonly by: InjectedFault["by"];
  readonly scope: FaultScope;
  /** Everything that it may come to. */
  readonly plans: readonly FaultPlan[];
  /** The fault for a request in its scope, if it is to have one. */
  readonly draw: () => FaultPlan | undefined;
}

/** A fault of `failNext` that waits for its requests. */
export interface PendingFault {
  readonly id: string;
  readonly name: string;
  /** How many requests it will still strike. */
  readonly times: number;
  /** Which requests it waits for, as far as that was given as data. */
  readonly when?: RequestMatch | undefined;
  readonly channel?: Channel | undefined;
}

/** A fault that is set, whichever way. */
export interface FaultRuleView {
  /** For `removeFault`. */
  readonly id: string;
  readonly by: "failNext" | "failWhen" | "chaos";
  /** What it may come to. */
  readonly names: readonly string[];
  /** How many requests it will still strike. */
  readonly times: number | "always";
  readonly when?: RequestMatch | undefined;
  readonly channel?: Channel | undefined;
  /** Whether a function decides which requests it strikes, too. */
  readonly hasPredicate: boolean;
}

/** A rule as a test may see it. */
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

/** A rule of `failNext` that still waits for requests. */
export function pendingOf({ id, plans, scope: { when, channel } }: FaultRule, times: number): PendingFault {
  return Object.freeze({
    id,
    name: plans[0]?.name ?? "",
    times,
    ...(when === undefined ? {} : { when }),
    ...(channel === undefined ? {} : { channel }),
  });
}

/** What a rule needs to judge a request. */
export interface ScopeContext {
  readonly channel: Channel;
  readonly vendor: Vendor;
  readonly tokenName: (request: IncomingRequest) => string | undefined;
  readonly random: () => number;
}

/** Whether a request is in a rule's scope. */
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
