import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import { type CallError, callFake } from "../api/call-fake.js";
import { accountVersion } from "./account.js";
import { createLoader } from "./loader.js";

/** Something that is loaded from the fake. */
export interface Resource<Result> {
  readonly data?: Result | undefined;
  readonly error?: CallError | undefined;
  /** Loading for so long that the page should say so. */
  readonly isSlow?: boolean;
  retry(): void;
}

const quietMs = 200;

/**
 * Loads from a path, and again whenever the account has changed unless it is fixed. What was loaded before stays until there is something new,
 * and while the connection is lost.
 */
export function useResource<Result>(path: string, isFixed = false): Resource<Result> {
  const [state, setState] = useState<Omit<Resource<Result>, "retry"> & { readonly path: string }>({ path });
  const version = isFixed ? 0 : accountVersion.value;
  const loader = useMemo(
    () =>
      createLoader(
        async (signal) => {
          const data = await callFake<Result>("GET", path, undefined, signal);
          setState({ path, data });
        },
        (error) =>
          setState((last) =>
            error.status === 0 && last.path === path && last.data !== undefined ? last : { path, error },
          ),
      ),
    [path],
  );
  useLayoutEffect(() => {
    const slow = setTimeout(
      () =>
        setState((last) => (last.path === path && (last.data ?? last.error) ? last : { path, isSlow: true })),
      quietMs,
    );
    return () => {
      clearTimeout(slow);
      loader.stop();
    };
  }, [loader]);
  useLayoutEffect(() => loader.poke(), [loader, version]);
  return { ...(state.path === path ? state : {}), retry: () => loader.poke(true) };
}
