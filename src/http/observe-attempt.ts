import { hasErrorBrand, type PrivyOrdersError } from "../errors/privy-orders-error.js";
import { eventOf, notify } from "./notify.js";
import type { Observer } from "./observer.js";
import type { Call, HttpAnswer } from "./transport.js";

/** One attempt under observation. */
export interface ObservedAttempt {
  /** Headers of trace propagation that the observer asked for. */
  readonly headers: Readonly<Record<string, string>>;
  /** Reports how the attempt ended. */
  end(durationMs: number, answer: HttpAnswer | undefined, error?: unknown): void;
}

const unobserved: ObservedAttempt = { headers: {}, end: () => undefined };
const traceHeaders = ["traceparent", "tracestate", "baggage"];

/** An observer may add trace headers and nothing else: it must not be able to replace a credential. */
function pickTraceHeaders(returned: unknown): Record<string, string> {
  const headers: Record<string, string> = {};
  if (typeof returned !== "object" || returned === null) return headers;
  for (const name of traceHeaders) {
    const value: unknown = Reflect.get(returned, name);
    if (typeof value === "string" && /^[\x20-\x7e]+$/.test(value)) headers[name] = value;
  }
  return headers;
}

function deprecationOf(answer: HttpAnswer): { deprecation?: { deprecation: string; link?: string } } {
  const deprecation = answer.headers.get("deprecation");
  if (deprecation === null) return {};
  const link = answer.headers.get("link");
  return { deprecation: { deprecation, ...(link === null ? {} : { link }) } };
}

/** Tells the observer that an attempt begins, and gives back the means to tell how it ended. */
export function observeAttempt(observer: Observer | undefined, call: Call, attempt: number): ObservedAttempt {
  if (observer === undefined) return unobserved;
  const event = { ...eventOf(call), attempt };
  const headers = pickTraceHeaders(notify(observer, "onAttemptStart", event));
  return {
    headers,
    end(elapsedMs, answer, error) {
      const durationMs = Math.max(0, elapsedMs);
      if (answer !== undefined) {
        notify(observer, "onAttempt", {
          ...event,
          durationMs,
          status: answer.status,
          ...deprecationOf(answer),
        });
        return;
      }
      // The brand says that the code is there; anything else is the caller's own reason for an abort.
      const errorCode = hasErrorBrand(error) ? (error as PrivyOrdersError).code : "aborted";
      notify(observer, "onAttempt", { ...event, durationMs, errorCode });
    },
  };
}
