import { parseDuration } from "../clock/duration.js";
import type { Reply } from "../exchange/reply.js";
import type { RetryAfter, StatusFault } from "./fault.js";
import type { FaultContext, FaultPlan } from "./fault-plan.js";

function retryAfterText(value: Exclude<RetryAfter, null>, nowMs: number): string {
  if (typeof value === "number" || typeof value === "string") return String(value);
  const moment = "dateAfter" in value ? new Date(nowMs + parseDuration(value.dateAfter)) : value;
  return moment.toUTCString();
}

/** Creates a response of the test's own; its options are checked already. */
export function statusFault(name: string, fault: StatusFault): FaultPlan {
  const { status, body, retryAfter, stored = false } = fault;
  const byServer = fault.envelope ?? (body === undefined && status >= 400);
  const text = body ?? "";
  const contentType = fault.contentType ?? (text.trimStart().startsWith("<") ? "text/html" : undefined);

  function answer({ clock, httpDate, complete, refuse }: FaultContext): Reply {
    const headers = {
      ...(contentType === undefined ? {} : { "Content-Type": contentType }),
      ...(retryAfter === undefined || retryAfter === null
        ? {}
        : { "Retry-After": retryAfterText(retryAfter, clock.now()) }),
      ...fault.headers,
    };
    if (byServer) return complete({ ...refuse(status), headers });
    return { status, body: text, headers: { Date: httpDate(), ...headers } };
  }

  return {
    name,
    stored,
    strike(context) {
      const { outcome } = stored ? context.process() : {};
      return { ...answer(context), ...(outcome === undefined ? {} : { outcome }) };
    },
  };
}
