import type { Progress } from "../call/call.js";
import type { Clock } from "../clock.js";
import type { HttpRequest } from "../http-request.js";
import { maskText } from "../redaction/mask.js";
import { unquotable } from "../redaction/unquotable.js";
import type { ReceivedResponse } from "../response/received-response.js";
import { errorFields } from "./error-fields.js";
import { notify } from "./notify.js";
import type { AttemptEvent, AttemptStartEvent, CallEvent, Observer } from "./observer.js";
import { pickTraceHeaders } from "./trace-headers.js";

export interface AttemptWatchOptions {
  readonly observer: Observer | undefined;
  readonly clock: Clock;
  readonly event: CallEvent;
  readonly baseUrl: string;
}

/** One attempt under observation. Only the first report of its end counts. */
export class AttemptWatch {
  readonly #observer: Observer | undefined;
  readonly #clock: Clock;
  readonly #event: AttemptStartEvent;
  readonly #request: HttpRequest<unknown>;
  readonly #progress: Progress;
  readonly #startedAt: number;
  #isOver = false;

  constructor(
    { observer, clock, event, baseUrl }: AttemptWatchOptions,
    request: HttpRequest<unknown>,
    progress: Progress,
  ) {
    this.#observer = observer;
    this.#clock = clock;
    this.#request = request;
    this.#progress = progress;
    this.#startedAt = clock.now();
    // Without a path of its own, a request goes to the base address itself, whatever its route is called.
    const urlTemplate = request.path === "" ? baseUrl : baseUrl + request.route;
    this.#event = { ...event, attempt: progress.tries, urlTemplate };
  }

  /** Returns the headers of trace propagation that the observer asks for. */
  start(): Record<string, string> {
    return pickTraceHeaders(notify(this.#observer, "onAttemptStart", this.#event));
  }

  answered(response: ReceivedResponse): void {
    this.#end({ status: response.status, ...this.#deprecationOf(response) });
  }

  failed(error: unknown): void {
    const { errorCode = "aborted", errorReason } = errorFields(error);
    this.#end(errorReason === undefined ? { errorCode } : { errorCode, errorReason });
  }

  #end(outcome: Pick<AttemptEvent, "status" | "errorCode" | "errorReason" | "deprecation">): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const durationMs = Math.max(0, this.#clock.now() - this.#startedAt);
    notify(this.#observer, "onAttempt", { ...this.#event, durationMs, ...outcome });
  }

  /** What the two headers say, without a value of the request: an address in `Link` could repeat one. */
  #deprecationOf({ headers }: ReceivedResponse): Pick<AttemptEvent, "deprecation"> {
    const deprecation = headers.get("deprecation");
    if (deprecation === null) return {};
    const link = headers.get("link");
    const values = unquotable(this.#request, this.#progress);
    const quoted = /^(?:true|@\d{1,12})$/.test(deprecation) ? deprecation : maskText(deprecation, values);
    return {
      deprecation: { deprecation: quoted, ...(link === null ? {} : { link: maskText(link, values) }) },
    };
  }
}
