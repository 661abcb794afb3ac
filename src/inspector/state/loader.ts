import type { CallError } from "../api/call-fake.js";

/** Counting segments or reading a history takes the fake a while: not more often than this. */
const shortestPauseMs = 1_000;

/** Why a load failed: a call that was refused as a rule. */
export type LoadError = Error & Partial<Pick<CallError, "status" | "similar">>;

/** Loads again and again, one load at a time. */
export interface Loader {
  /** Loads as soon as it may: once a second at most unless it is urgent, and only while the page is seen. */
  poke(isUrgent?: boolean): void;
  stop(): void;
}

/** Makes a loader of something. */
export function createLoader(
  load: (signal: AbortSignal) => Promise<void>,
  onError: (error: LoadError) => void,
): Loader {
  const abort = new AbortController();
  const { signal } = abort;
  let timer = 0;
  let loadedAtMs = 0;
  let isLoading = false;
  let again = false;

  async function run(): Promise<void> {
    isLoading = true;
    loadedAtMs = Date.now();
    try {
      await load(signal);
    } catch (error) {
      // Only errors are thrown.
      if (!signal.aborted) onError(error as LoadError);
    }
    isLoading = false;
    if (again) poke();
  }

  function poke(isUrgent = false): void {
    again = isLoading;
    if (isLoading || signal.aborted) return;
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        if (document.hidden)
          document.addEventListener("visibilitychange", () => poke(), { once: true, signal });
        else void run();
      },
      isUrgent ? 0 : loadedAtMs + shortestPauseMs - Date.now(),
    );
  }

  return {
    poke,
    stop() {
      clearTimeout(timer);
      abort.abort();
    },
  };
}
