import { fetchFake, needsKey } from "./call-fake.js";
import { createEventReader, type StreamEvent } from "./read-events.js";

/** What becomes of the stream. */
export interface StreamListener {
  onEvent(event: StreamEvent): void;
  /** Events arrive, or they do not and the page tries again. */
  onState(state: "live" | "lost"): void;
  /** Where to go on: the position of the last request that this page has. */
  position(): number;
}

const name = "privy-fake-events";
const firstPauseMs = 500;
const longestPauseMs = 10_000;
/** The fake sends a beat every 15 s: two that are missing mean that the connection is gone. */
const silenceMs = 35_000;

type Message = StreamEvent | "live" | "lost";

/**
 * Follows the fake's events. Browsers allow six connections to one origin, so that the tabs of one browser share a stream:
 * the tab that has the lock reads it and passes everything on. Where there are no locks, each tab reads for itself.
 */
export function followEvents(listener: StreamListener): void {
  const pass = (message: Message): void => {
    if (typeof message === "string") listener.onState(message);
    else listener.onEvent(message);
  };
  if (!navigator.locks) {
    void lead(listener, pass);
    return;
  }
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<Message>): void => pass(data);
  void navigator.locks.request(name, () =>
    lead(listener, (message) => {
      pass(message);
      channel.postMessage(message);
    }),
  );
}

/** Reads the stream for as long as the page lives. */
async function lead(listener: StreamListener, pass: (message: Message) => void): Promise<never> {
  let pauseMs = firstPauseMs;
  for (;;) {
    // Whatever ends it, the next round finds out.
    await readStream(listener.position(), (message) => {
      pauseMs = firstPauseMs;
      pass(message);
    }).catch(() => undefined);
    // Without the key there is nothing to read; the form asks for it.
    if (!needsKey.peek()) pass("lost");
    do await new Promise((resolve) => setTimeout(resolve, pauseMs));
    while (needsKey.peek());
    pauseMs = Math.min(longestPauseMs, pauseMs * 2);
  }
}

async function readStream(after: number, pass: (message: Message) => void): Promise<void> {
  const abort = new AbortController();
  const read = createEventReader();
  let watch = setTimeout(() => abort.abort(), silenceMs);
  const response = await fetchFake("GET", `/events?after=${after}`, undefined, abort.signal);
  pass("live");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { done: true };
    clearTimeout(watch);
    if (done || !value) return;
    watch = setTimeout(() => abort.abort(), silenceMs);
    for (const event of read(value)) pass(event);
  }
}
