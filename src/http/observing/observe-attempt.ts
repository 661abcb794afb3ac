import { hasErrorBrand, type PrivyOrdersError } from "../../errors/privy-orders-error.js";
import { maskText } from "../redaction/mask.js";
import { unquotable } from "../redaction/unquotable.js";
import type { Call, HttpAnswer } from "../transport.js";
import { eventOf, notify } from "./notify.js";
import type { Observer } from "./observer.js";

/** One attempt under observation. */
export interface ObservedAttempt {
  /** Headers of trace propagation that the observer asked for. */
  readonly headers: Readonly<Record<string, string>>;
  /** Reports how the attempt ended; only the first report counts. */
  end(durationMs: number, answer: HttpAnswer | undefined, error?: unknown): void;
}

const unobserved: ObservedAttempt = { headers: {}, end: () => undefined };
const traceHeaders = ["traceparent", "tracestate", "baggage"];

/** An observer may add trace headers and nothing else: it must not be able to replace a credential. */
export function pickTraceHeaders(returned: unknown): Record<string, string> {
  const headers: Record<string, string> = {};
  if (typeof returned !== "object" || returned === null) return headers;
  for (const name of traceHeaders) {
    try {
      const value: unknown = Reflect.get(returned, name);
      if (typeof value === "string" && /^[\x20-\x7e]+$/.test(value)) headers[name] = value;
    } catch {
      // A getter of the observer's own that throws: the request goes without this header.
    }
  }
  return headers;
}

/** What the two headers say, without a value of the request: an address in `Link` could repeat one. */
function deprecationOf(
  answer: HttpAnswer,
  call: Call,
): { deprecation?: { deprecation: string; link?: string } } {
  const deprecation = answer.headers.get("deprecation");
  if (deprecation === null) return {};
  const link = answer.headers.get("link");
  const values = unquotable(call);
  const quoted = /^(?:true|@\d{1,12})$/.test(deprecation) ? deprecation : maskText(deprecation, values);
  return { deprecation: { deprecation: quoted, ...(link === null ? {} : { link: maskText(link, values) }) } };
}

/** Tells the observer that an attempt begins, and gives back the means to tell how it ended. */
export function observeAttempt(
  observer: Observer | undefined,
  call: Call,
  { attempt, baseUrl }: { readonly attempt: number; readonly baseUrl: string },
): ObservedAttempt {
  if (observer === undefined) return unobserved;
  // Without a path of its own, a request goes to the base address itself, whatever its route is called.
  const urlTemplate = call.request.path === "" ? baseUrl : baseUrl + call.request.route;
  const event = { ...eventOf(call), attempt, urlTemplate };
  const headers = pickTraceHeaders(notify(observer, "onAttemptStart", event));
  let isOver = false;
  return {
    headers,
    end(elapsedMs, answer, error) {
      if (isOver) return;
      isOver = true;
      const durationMs = Math.max(0, elapsedMs);
      if (answer !== undefined) {
        notify(observer, "onAttempt", {
          ...event,
          durationMs,
          status: answer.status,
          ...deprecationOf(answer, call),
        });
        return;
      }
      // The brand says that the code is there; anything else is the caller's own reason for an abort.
      const errorCode = hasErrorBrand(error) ? (error as PrivyOrdersError).code : "aborted";
      notify(observer, "onAttempt", { ...event, durationMs, errorCode });
    },
  };
}
