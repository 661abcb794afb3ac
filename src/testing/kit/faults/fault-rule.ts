import type { Channel } from "../exchange/channel.js";
import type { IncomingRequest } from "../exchange/incoming-request.js";
import type { Vendor } from "../exchange/vendor.js";
import { type RequestView, viewOf } from "../log/request-view.js";
import type { FaultPlan } from "./fault-plan.js";
import type { InjectedFault } from "./injected-fault.js";

/** Which requests a fault is for. */
export interface FaultScope {
  /** Only requests for which this is true, token requests included. Default: every request. */
  readonly for?: ((request: RequestView) => boolean) | undefined;
  /** Only requests that come this way. Default: every way. */
  readonly channel?: Channel | undefined;
}

/** One standing order to make something go wrong. */
export interface FaultRule {
  readonly by: InjectedFault["by"];
  readonly scope: FaultScope;
  /** Everything that it may come to. */
  readonly plans: readonly FaultPlan[];
  /** The fault for a request in its scope, if it is to have one. */
  readonly draw: () => FaultPlan | undefined;
}

/** Whether a request is in a rule's scope. */
export function isInScope(
  { for: predicate, channel }: FaultScope,
  request: IncomingRequest,
  { channel: via, vendor }: { readonly channel: Channel; readonly vendor: Vendor },
): boolean {
  if (channel !== undefined && channel !== via) return false;
  return predicate === undefined || predicate(viewOf(request, vendor));
}
