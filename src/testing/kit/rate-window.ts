/** The requests per window of time, as the server counts them. All times are milliseconds. */
export interface CountedWindow {
  readonly limit: number;
  /** How many requests were counted in the current window. */
  used(nowMs: number): number;
  /** When the window ends; for a sliding one, when the next place in it becomes free. */
  resetAtMs(nowMs: number): number;
  count(nowMs: number): void;
  /** Uses up the rest. */
  fill(nowMs: number): void;
  snapshot(): readonly number[];
  restore(snapshot: readonly number[]): void;
}

/** A window that starts again at every multiple of its length, or with the first request after its end. */
export function createFixedWindow(options: {
  limit: number;
  windowMs: number;
  begins: "aligned" | "from_first_request";
}): CountedWindow {
  const { limit, windowMs, begins } = options;
  let startMs = Number.NaN;
  let used = 0;

  const roll = (nowMs: number): void => {
    // Also when the clock was set back to before the window.
    if (nowMs >= startMs && nowMs < startMs + windowMs) return;
    startMs = begins === "aligned" ? Math.floor(nowMs / windowMs) * windowMs : Number.NaN;
    used = 0;
  };
  const add = (nowMs: number, requests: number): void => {
    roll(nowMs);
    if (Number.isNaN(startMs)) startMs = nowMs;
    used += requests;
  };

  return {
    limit,
    used(nowMs) {
      roll(nowMs);
      return used;
    },
    resetAtMs(nowMs) {
      roll(nowMs);
      return (Number.isNaN(startMs) ? nowMs : startMs) + windowMs;
    },
    count: (nowMs) => add(nowMs, 1),
    fill(nowMs) {
      roll(nowMs);
      add(nowMs, Math.max(0, limit - used));
    },
    snapshot: () => (Number.isNaN(startMs) ? [] : [startMs, used]),
    restore([start = Number.NaN, count = 0]) {
      startMs = start;
      used = count;
    },
  };
}

/** A window that always covers its length before now. */
export function createSlidingWindow(options: { limit: number; windowMs: number }): CountedWindow {
  const { limit, windowMs } = options;
  let times: number[] = [];
  let gone = 0;

  const slide = (nowMs: number): void => {
    while (gone < times.length && (times[gone] ?? 0) <= nowMs - windowMs) gone += 1;
    // The clock was set back: requests in the future do not count.
    while (gone < times.length && (times.at(-1) ?? 0) > nowMs) times.pop();
    // Removed rarely and in blocks: shifting one by one would copy the rest each time.
    if (gone > 1_000 && gone * 2 > times.length) {
      times = times.slice(gone);
      gone = 0;
    }
  };
  const used = (nowMs: number): number => {
    slide(nowMs);
    return times.length - gone;
  };

  return {
    limit,
    used,
    resetAtMs(nowMs) {
      const count = used(nowMs);
      // Beyond the limit (with counted 429s), more than the oldest must leave before there is room again.
      return (times[gone + Math.max(0, count - limit)] ?? nowMs) + windowMs;
    },
    count(nowMs) {
      times.push(nowMs);
    },
    fill(nowMs) {
      for (let left = limit - used(nowMs); left > 0; left -= 1) times.push(nowMs);
    },
    snapshot: () => times.slice(gone),
    restore(snapshot) {
      times = [...snapshot];
      gone = 0;
    },
  };
}
