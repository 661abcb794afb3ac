import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { accountVersion } from "./account.js";
import { createLoader, type LoadError, type Loader } from "./loader.js";

/** Loads while the component is shown, and again whenever the account has changed unless it is fixed. */
export function useLoader(
  load: (signal: AbortSignal) => Promise<void>,
  onError: (error: LoadError) => void,
  isFixed = false,
): Loader {
  const version = isFixed ? 0 : accountVersion.value;
  const latest = useRef(load);
  latest.current = load;
  const loader = useMemo(() => createLoader((signal) => latest.current(signal), onError), []);
  useLayoutEffect(() => loader.stop, []);
  useLayoutEffect(() => loader.poke(), [version]);
  return loader;
}
