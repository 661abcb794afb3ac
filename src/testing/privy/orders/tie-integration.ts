import type { ErrorDetail } from "../../kit/exchange/reply.js";
import type { ServerState } from "../account/server-state.js";
import type { FakeOrder } from "../model.js";

/** The integration that an order is tied to, or the problem of the header. */
export type IntegrationTie = { readonly integrationId: string | null } | { readonly detail: ErrorDetail };

/** Ties an order to a Custom Integration by the header `X-Privy-Integration-Token`, or without one. */
export function tieIntegration(
  header: string | undefined,
  stored: FakeOrder | undefined,
  { decisions, integrations }: ServerState,
): IntegrationTie {
  const isAbsent = header === undefined || (header === "" && decisions.emptyIntegrationHeader === "ignore");
  if (!isAbsent) {
    const named = integrations.list().find(({ token, active }) => active && token === header);
    if (named === undefined) {
      return {
        detail: {
          field: decisions.integrationErrorField,
          message:
            decisions.integrationErrorField === "base"
              ? "the integration token does not match an active Custom Integration"
              : "does not match an active Custom Integration",
        },
      };
    }
    const keeps = stored !== undefined && decisions.updateWithOtherIntegration === "keep";
    return { integrationId: keeps ? stored.integration_id : named.id };
  }
  if (stored !== undefined && decisions.updateWithoutIntegrationHeader === "keep") {
    return { integrationId: stored.integration_id };
  }
  const counted = integrations.list().filter(({ active }) => active || decisions.soleIntegration === "all");
  const [sole] = counted;
  return { integrationId: counted.length === 1 && sole?.active === true ? sole.id : null };
}
