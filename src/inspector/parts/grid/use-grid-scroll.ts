import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { isNarrow } from "../../state/settings.js";

const farthestShift = 5_000;

/** Where a list was scrolled to, and its active row, for the way back to it. */
const places = new Map<string, { top: number; key: string | undefined }>();

/** The active row that a list had when it was last shown. */
export function lastActiveRow(name: string): string | undefined {
  return places.get(name)?.key;
}

/** How a list is scrolled. */
export interface GridScroll {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly top: number;
  readonly height: number;
  readonly rowHeight: number;
  /** How many rows have come in above since the list was at its top. */
  readonly unseen: number;
  onScroll(): void;
  scrollTo(top: number): void;
}

/** Keeps the place of a list: while rows come in on top, while it is hidden, and when one comes back to it. */
export function useGridScroll(
  name: string,
  active: string | undefined,
  keys: { readonly topKey: string | undefined; indexOf(key: string): number },
): GridScroll {
  const rowHeight = isNarrow.value ? 52 : 34;
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: places.get(name)?.top ?? 0, height: 600 });
  const [unseen, setUnseen] = useState(0);
  const lastTop = useRef(keys.topKey);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    // What need not be set does not make the browser lay the list out at once.
    if (view.top > 0) element.scrollTop = view.top;
    const observer = new ResizeObserver(() => {
      // A list that is hidden on a narrow window has no height.
      if (element.clientHeight === 0) return;
      const top = places.get(name)?.top ?? 0;
      if (element.scrollTop === 0 && top > 0) element.scrollTop = top;
      setView({ top: element.scrollTop, height: element.clientHeight });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // Rows that come in on top do not move those that are being read.
  useLayoutEffect(() => {
    const element = box.current;
    const before = lastTop.current;
    lastTop.current = keys.topKey;
    if (!element || !before || before === keys.topKey || view.top < 1) return;
    const shift = keys.indexOf(before);
    if (shift <= 0 || shift > farthestShift) return;
    element.scrollTop += shift * rowHeight;
    setUnseen((last) => last + shift);
  }, [keys.topKey]);

  useLayoutEffect(() => {
    places.set(name, { top: places.get(name)?.top ?? 0, key: active });
  }, [active]);

  return {
    box,
    ...view,
    rowHeight,
    unseen,
    onScroll() {
      const element = box.current;
      if (!element?.clientHeight) return;
      places.set(name, { top: element.scrollTop, key: active });
      setView({ top: element.scrollTop, height: element.clientHeight });
      if (element.scrollTop < 1) setUnseen(0);
    },
    scrollTo(top) {
      box.current?.scrollTo({ top });
      if (top === 0) setUnseen(0);
    },
  };
}
