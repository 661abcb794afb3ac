import type { ServerResponse } from "node:http";
import type { Clock } from "../../../../http/clock.js";
import type { RequestSummary } from "../../../../query/request-summary.js";
import type { LogEntry } from "../../../kit/log/log-entry.js";
import type { RequestEffects } from "../../../privy/account/journal.js";
import type { FakePrivy } from "../../../privy/fake-privy.js";
import type { FakePrivyEvent } from "../../../privy/fake-privy-event.js";
import type { ControlHook } from "../../../privy/served/control-hook.js";
import { jsonText } from "../routing/json-text.js";
import { countAccount } from "../views/account-counts.js";
import type { ClockControl } from "../views/clock-control.js";
import { type FaultSource, faultsView } from "../views/fault-views.js";
import type { ListenerPlaces } from "./listener-places.js";

/** The shortest time between two events about requests. */
const shortestPauseMs = 50;
/** It is also so many times as long as the last event took to make: listeners leave the fake most of its time. */
const pauseShare = 12;
/** The most rows of one event; with more, the listener loads them itself. */
const mostRows = 500;
/** The most unsent data of a listener; one that is further behind is disconnected. */
const mostUnsentBytes = 1_048_576;
const beatMs = 15_000;

/** Sends the events of one fake to its listeners. */
export interface EventFeed {
  /** Sends the events after a position, until the response ends. */
  open(response: ServerResponse, after: number | undefined): void;
  /** Ends every stream. */
  close(): void;
}

interface Listener {
  readonly response: ServerResponse;
  /** The position up to which it was notified. */
  position: number;
}

/** The sources of a feed. */
export interface FeedContext extends FaultSource {
  readonly privy: FakePrivy<Clock>;
  readonly hook: ControlHook;
  readonly summaryOf: (entry: LogEntry<RequestEffects>) => RequestSummary;
  readonly clock: ClockControl;
  readonly places: ListenerPlaces;
}

/** Creates the feed of one fake. Without a listener it does nothing. */
export function createEventFeed(context: FeedContext): EventFeed {
  const { privy, hook, summaryOf, clock } = context;
  const listeners = new Set<Listener>();
  let leave = (): void => undefined;
  let flushing: NodeJS.Timeout | undefined;
  let beating: NodeJS.Timeout | undefined;
  let hasNews = false;

  function write(listener: Listener, text: string): void {
    const { response } = listener;
    response.write(text);
    if (response.writableLength > mostUnsentBytes) response.destroy();
  }

  function tell(event: string, data: unknown, id?: number): void {
    const text = messageOf(event, data, id);
    for (const listener of listeners) write(listener, text);
  }

  /** What has come since a position, as one message. */
  function requestsSince(position: number): string {
    const { log } = hook.state();
    const { count, oldest } = log.position();
    const isGap = position > count || position + 1 < oldest || count - position > mostRows;
    if (isGap) return messageOf("gap", { position: count }, count);
    const data = {
      rows: log.range(position + 1, count).map(summaryOf),
      position: count,
      counts: countAccount(hook.state()),
      rate: privy.rateLimit ?? null,
      faults: faultsView(context),
    };
    return messageOf("requests", data, count);
  }

  function tellRequests(told: Iterable<Listener>): void {
    const { count } = hook.state().log.position();
    /** Most listeners are at the same position: one message is for all of them. */
    const texts = new Map<number, string>();
    for (const listener of told) {
      const text = texts.get(listener.position) ?? requestsSince(listener.position);
      texts.set(listener.position, text);
      listener.position = count;
      write(listener, text);
    }
  }

  function flush(): void {
    flushing = undefined;
    if (!hasNews) return;
    hasNews = false;
    const beginMs = performance.now();
    tellRequests(listeners);
    const tookMs = performance.now() - beginMs;
    flushing = setTimeout(flush, Math.max(shortestPauseMs, tookMs * pauseShare));
  }

  function hear(event: FakePrivyEvent): void {
    switch (event.type) {
      case "request":
        hasNews = true;
        flushing ??= setTimeout(flush, shortestPauseMs);
        return;
      case "clock":
        tell("clock", clock.read());
        return;
      case "faults":
        tell("faults", faultsView(context));
        return;
      case "account": {
        const position = hook.state().log.position().count;
        if (event.because !== "change") for (const listener of listeners) listener.position = position;
        tell("account", { because: event.because, position, counts: countAccount(hook.state()) });
      }
    }
  }

  function begin(): void {
    leave = privy.subscribe(hear);
    beating = setInterval(() => {
      for (const listener of listeners) write(listener, ": beat\n\n");
    }, beatMs);
  }

  function end(listener: Listener): void {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    leave();
    clearInterval(beating);
    clearTimeout(flushing);
    flushing = undefined;
    hasNews = false;
  }

  return {
    open(response, after) {
      const free = context.places.take();
      const listener: Listener = { response, position: after ?? hook.state().log.position().count };
      if (listeners.size === 0) begin();
      listeners.add(listener);
      response.once("close", () => {
        free();
        end(listener);
      });
      response.writeHead(200, {
        "Content-Type": "text/event-stream; charset=utf-8",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      });
      tellRequests([listener]);
    },
    close() {
      for (const { response } of listeners) response.destroy();
    },
  };
}

function messageOf(event: string, data: unknown, id: number | undefined): string {
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${jsonText(data)}\n\n`;
}
