import { useEffect, useRef, useState } from "preact/hooks";
import { CallError, callFake } from "../api/call-fake.js";
import { accountVersion } from "./account.js";

/** Something that is loaded from the fake. */
export interface Resource<Result> {
  readonly data: Result | undefined;
  readonly error: CallError | undefined;
  /** Loading for so long that the page should say so. */
  readonly isSlow: boolean;
  retry(): void;
}

interface Loaded<Result> {
  readonly path: string;
  readonly data?: Result;
  readonly error?: CallError;
  readonly isSlow?: boolean;
}

const quietMs = 200;
/** Counting segments or reading a history takes the fake a while: not more often than this. */
const shortestPauseMs = 1_000;

/**
 * Loads from a path, and again whenever the account has changed, once a second at most and only while the page is seen. What
 * was loaded before stays until there is something new.
 */
export function useResource<Result>(path: string): Resource<Result> {
  const [state, setState] = useState<Loaded<Result>>({ path });
  const loader = useRef<Loader | undefined>(undefined);
  const version = accountVersion.value;

  useEffect(() => {
    const mine = createLoader<Result>(path, setState);
    loader.current = mine;
    mine.poke();
    return mine.stop;
  }, [path]);
  useEffect(() => {
    if (version > 0) loader.current?.poke();
  }, [version]);

  const isCurrent = state.path === path;
  return {
    data: isCurrent ? state.data : undefined,
    error: isCurrent ? state.error : undefined,
    isSlow: isCurrent && state.isSlow === true && state.data === undefined,
    retry: () => loader.current?.poke(),
  };
}

interface Loader {
  /** Loads now, or as soon as it may. */
  poke(): void;
  stop(): void;
}

function createLoader<Result>(
  path: string,
  set: (change: (last: Loaded<Result>) => Loaded<Result>) => void,
): Loader {
  const abort = new AbortController();
  let timer = 0;
  let loadedAtMs = 0;
  let isLoading = false;
  let again = false;

  async function load(): Promise<void> {
    isLoading = true;
    loadedAtMs = Date.now();
    const slow = setTimeout(
      () => set((last) => (last.path === path ? { ...last, isSlow: true } : { path, isSlow: true })),
      quietMs,
    );
    try {
      const data = await callFake<Result>("GET", path, undefined, abort.signal);
      set(() => ({ path, data }));
    } catch (error) {
      if (!abort.signal.aborted) set((last) => failed(path, last, error));
    } finally {
      clearTimeout(slow);
      isLoading = false;
    }
    if (again) poke();
  }

  function poke(): void {
    again = isLoading;
    if (isLoading || abort.signal.aborted) return;
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        if (!document.hidden) void load();
        else document.addEventListener("visibilitychange", poke, { once: true, signal: abort.signal });
      },
      Math.max(0, loadedAtMs + shortestPauseMs - Date.now()),
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

/** A page that has lost its connection stays readable. */
function failed<Result>(path: string, last: Loaded<Result>, error: unknown): Loaded<Result> {
  const failure = error instanceof CallError ? error : new CallError(String(error), { status: 0, code: "" });
  const isReadable = failure.status === 0 && last.path === path && last.data !== undefined;
  return isReadable ? last : { path, error: failure };
}
