import type { Clock, FetchLike } from "privy-orders";

export interface RateLimitedServerOptions {
  clock: Clock;
  perMinute: number;
  perDay: number;
  latencyMs?: number;
  /** How far the server's clock is ahead of the client's. */
  skewMs?: number;
}

export interface RateLimitedServer {
  fetch: FetchLike;
  readonly accepted: number;
  readonly refused: number;
  /** Accepted requests per minute window, by its number. */
  readonly minutes: ReadonlyMap<number, number>;
  /** The most requests that were under way at once. */
  readonly mostAtOnce: number;
  forgetMostAtOnce(): void;
}

/** A server with Privy's two fixed windows, that counts what reaches it. */
export function createRateLimitedServer(options: RateLimitedServerOptions): RateLimitedServer {
  const { clock, perMinute, perDay, latencyMs = 100, skewMs = 0 } = options;
  const minutes = new Map<number, number>();
  const days = new Map<number, number>();
  let accepted = 0;
  let refused = 0;
  let atOnce = 0;
  let mostAtOnce = 0;

  const pause = (delayMs: number): Promise<void> =>
    new Promise((resolve) => clock.setTimer(resolve, delayMs, "wait"));

  return {
    get accepted() {
      return accepted;
    },
    get refused() {
      return refused;
    },
    get mostAtOnce() {
      return mostAtOnce;
    },
    forgetMostAtOnce() {
      mostAtOnce = atOnce;
    },
    minutes,
    async fetch(_url, request) {
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      await pause(latencyMs / 2);
      const now = clock.now() + skewMs;
      const minute = Math.floor(now / 60_000);
      const day = Math.floor(now / 86_400_000);
      const usedMinute = minutes.get(minute) ?? 0;
      const usedDay = days.get(day) ?? 0;
      const free = usedMinute < perMinute && usedDay < perDay;
      if (free) {
        minutes.set(minute, usedMinute + 1);
        days.set(day, usedDay + 1);
        accepted += 1;
      } else refused += 1;
      const reset = usedDay >= perDay ? (day + 1) * 86_400 : (minute + 1) * 60;
      const headers = new Headers({
        date: new Date(now).toUTCString(),
        "x-ratelimit-limit-minute": String(perMinute),
        "x-ratelimit-remaining-minute": String(Math.max(0, perMinute - (minutes.get(minute) ?? 0))),
        "x-ratelimit-reset-minute": String((minute + 1) * 60),
        "x-ratelimit-limit-day": String(perDay),
        "x-ratelimit-remaining-day": String(Math.max(0, perDay - (days.get(day) ?? 0))),
        "x-ratelimit-reset-day": String((day + 1) * 86_400),
        ...(free ? {} : { "retry-after": String(reset - Math.floor(now / 1000)) }),
      });
      const id: unknown = JSON.parse(request.body ?? "{}").order_id;
      await pause(latencyMs / 2);
      atOnce -= 1;
      return free
        ? Response.json({ data: { order_id: id } }, { status: 201, headers })
        : Response.json(
            { error: { code: "rate_limited", message: "Rate limit exceeded" } },
            { status: 429, headers },
          );
    },
  };
}
