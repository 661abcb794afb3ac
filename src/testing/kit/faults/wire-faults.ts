import { parseDuration } from "../clock/duration.js";
import type { Reply } from "../exchange/reply.js";
import type { BodyFault, ConnectionFault, SlowFault } from "./fault.js";
import type { FaultContext, FaultPlan } from "./fault-plan.js";

function answerOf(stored: boolean, { process, complete, refuse }: FaultContext): Reply {
  return stored ? process() : complete(refuse(503));
}

/** No response at all. */
export function connectionFault(name: string, { kind, stored = false }: ConnectionFault): FaultPlan {
  return {
    name,
    stored,
    end: kind,
    strike(context) {
      const lost = stored ? context.process() : { status: 0, body: "" };
      return { ...lost, wire: { kind: "no-answer", end: kind } };
    },
  };
}

/** Privy's own response with a body that is cut short, malformed or endless. */
export function bodyFault(name: string, fault: BodyFault): FaultPlan {
  const { kind, stored = true } = fault;
  return {
    name,
    stored,
    strike(context) {
      const reply = answerOf(stored, context);
      const whole = new TextEncoder().encode(reply.body);
      const bytes = Math.max(0, Math.min(fault.bytes ?? whole.length >> 1, whole.length - 1));
      switch (kind) {
        case "half-body":
          return { ...reply, wire: { kind: "cut", bytes } };
        case "endless-body":
          return { ...reply, wire: { kind: "endless" } };
        case "empty-body":
          return { ...reply, body: "" };
        case "malformed-json":
          return { ...reply, body: `${reply.body.slice(0, -1)},,}` };
        case "truncated-json":
          // Not flushed, so that half a character at the cut is dropped.
          return { ...reply, body: new TextDecoder().decode(whole.subarray(0, bytes), { stream: true }) };
      }
    },
  };
}

/** Privy's own response, late. */
export function slowFault(name: string, { kind, delay = "30s", stored = true }: SlowFault): FaultPlan {
  const delayMs = delay === "forever" ? Number.POSITIVE_INFINITY : parseDuration(delay);
  return {
    name,
    stored,
    strike(context) {
      const reply = answerOf(stored, context);
      if (kind === "slow-headers") return { ...reply, wire: { kind: "late", delayMs } };
      const bytes = new TextEncoder().encode(reply.body).length >> 1;
      return { ...reply, wire: { kind: "stalled", bytes, delayMs } };
    },
  };
}
