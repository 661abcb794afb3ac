import { useLayoutEffect, useRef } from "preact/hooks";
import { singleKeys } from "./settings.js";

/** What each key does, by the key's name as events have it; capitals are with Shift. */
export type KeyMap = Readonly<Record<string, () => void>>;

/** The latest ones first: what is shown on top has the keys. */
const maps: { readonly current: KeyMap }[] = [];

/** Gives keys a meaning for as long as the component is shown. */
export function useKeys(keys: KeyMap): void {
  const map = useRef(keys);
  map.current = keys;
  // Before anything else can happen: the next key may be pressed before the browser has painted.
  useLayoutEffect(() => {
    maps.unshift(map);
    return () => {
      maps.splice(maps.indexOf(map), 1);
    };
  }, []);
}

/** Whether what has the focus takes letters, or the key has a meaning there already. */
function isTaken(event: KeyboardEvent): boolean {
  const { target, key } = event;
  if (!(target instanceof HTMLElement)) return false;
  if (key === "Enter")
    return target.closest("button, a, input, select, textarea, summary, [role=tab]") !== null;
  if (key === "Escape") return false;
  return target.closest("input:not([type=checkbox], [type=radio], [type=range]), select, textarea") !== null;
}

/** Listens to the keyboard for as long as the page lives. */
export function followKeys(): void {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() === "k") run("Ctrl+k", event);
      return;
    }
    if (document.querySelector("dialog[open], :popover-open") !== null || isTaken(event)) return;
    const isSingle = event.key.length === 1;
    if (isSingle && !singleKeys.peek()) return;
    run(isSingle && !event.shiftKey ? event.key.toLowerCase() : event.key, event);
  });
}

function run(key: string, event: KeyboardEvent): void {
  const map = maps.find(({ current }) => Object.hasOwn(current, key));
  if (!map) return;
  event.preventDefault();
  map.current[key]?.();
}
