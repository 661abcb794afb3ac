import { openFake } from "./call-fake.js";
import { createEventReader, type StreamEvent } from "./read-events.js";

/** What becomes of the stream. */
export interface StreamListener {
  onEvent(event: StreamEvent): void;
  /** Events arrive. */
  onOpen(): void;
  /** They do not, and the page tries again. */
  onLost(): void;
  /** Where to go on: the position of the last request that this page has. */
  position(): number;
}

type Message =
  | { readonly kind: "event"; readonly event: StreamEvent }
  | { readonly kind: "open" | "lost" | "ask" };

const name = "privy-fake-events";
const firstPauseMs = 500;
const longestPauseMs = 10_000;
/** The fake sends a beat every 15 s: two that are missing mean that the connection is gone. */
const silenceMs = 35_000;

/**
 * Follows the fake's events. Browsers allow six connections to one origin, so that the tabs of one browser share a stream:
 * the tab that has the lock reads it and passes everything on. Where there are no locks, each tab reads for itself.
 */
export function followEvents(listener: StreamListener): void {
  const pass = (message: Message): void => {
    if (message.kind === "event") listener.onEvent(message.event);
    if (message.kind === "open") listener.onOpen();
    if (message.kind === "lost") listener.onLost();
  };
  if (!("locks" in navigator)) {
    void lead(listener, pass);
    return;
  }
  const channel = new BroadcastChannel(name);
  let state: "open" | "lost" = "lost";
  let isLeader = false;
  channel.onmessage = ({ data }: MessageEvent<Message>): void => {
    if (data.kind !== "ask") pass(data);
    else if (isLeader) channel.postMessage({ kind: state });
  };
  channel.postMessage({ kind: "ask" });
  void navigator.locks.request(name, () => {
    isLeader = true;
    return lead(listener, (message) => {
      if (message.kind === "open" || message.kind === "lost") state = message.kind;
      pass(message);
      channel.postMessage(message);
    });
  });
}

/** Reads the stream for as long as the page lives. */
async function lead(listener: StreamListener, pass: (message: Message) => void): Promise<never> {
  let pauseMs = firstPauseMs;
  for (;;) {
    try {
      await readStream(listener.position(), (message) => {
        pauseMs = firstPauseMs;
        pass(message);
      });
    } catch {
      // Whatever ended it, the next round finds out.
    }
    pass({ kind: "lost" });
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    pauseMs = Math.min(longestPauseMs, pauseMs * 2);
  }
}

async function readStream(after: number, pass: (message: Message) => void): Promise<void> {
  const abort = new AbortController();
  let watch = 0;
  const heard = (): void => {
    clearTimeout(watch);
    watch = setTimeout(() => abort.abort(), silenceMs);
  };
  heard();
  try {
    const response = await openFake("GET", `/events?after=${after}`, { signal: abort.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const read = createEventReader();
    pass({ kind: "open" });
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
      if (done || value === undefined) return;
      heard();
      for (const event of read(value)) pass({ kind: "event", event });
    }
  } finally {
    clearTimeout(watch);
  }
}
