/**
 * How a request reaches the fake: through its own `fetch` (or `handle`), through MSW (`listen`, `handlers`), or over a
 * real connection (`serveFakePrivy`).
 */
export type Channel = "fetch" | "msw" | "http";

export const CHANNELS: readonly Channel[] = ["fetch", "msw", "http"];

/** How a connection can end without a response. */
export type ConnectionEnd = "reset" | "refused" | "network-error";

/** Returns why a channel cannot end a connection like this, and what can; undefined when it can. */
export function cannotEnd(channel: Channel, end: ConnectionEnd | undefined): string | undefined {
  if (end === undefined || channel === "fetch") return undefined;
  if (channel === "msw") {
    return end === "network-error"
      ? undefined
      : `MSW has no socket: a request through listen() or handlers cannot have its connection ${end}. Use privy.fetch ` +
          '(as privy.client() does) or serveFakePrivy, or the fault "network-error".';
  }
  return end === "reset"
    ? undefined
    : `Over HTTP the connection is made before the fake sees the request: it cannot end as ${end}. Use privy.fetch (as ` +
        'privy.client() does), or the fault "reset".';
}
