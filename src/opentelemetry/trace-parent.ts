import { isSpanContextValid, type Link, type SpanContext } from "@opentelemetry/api";

/** The `traceparent` of a span, as W3C's Trace Context writes it; nothing when no SDK records. */
export function traceParentOf(context: SpanContext): string | undefined {
  if (!isSpanContextValid(context)) return undefined;
  const flags = context.traceFlags.toString(16).padStart(2, "0");
  return `00-${context.traceId}-${context.spanId}-${flags}`;
}

/** A link to the span that a `traceparent` names. */
export function linkTo(traceParent: string): Link[] {
  const [, traceId = "", spanId = "", flags = ""] = traceParent.split("-");
  const context: SpanContext = {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16) || 0,
    isRemote: true,
  };
  return isSpanContextValid(context) ? [{ context }] : [];
}
