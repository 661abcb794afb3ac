import { useRef, useState } from "preact/hooks";
import { readFake } from "../api/call-fake.js";
import type { ListPage } from "../api/shapes.js";
import type { LoadError } from "./loader.js";
import { useLoader } from "./use-loader.js";

/** A list of which the page loads what is looked at. */
export interface PagedList<Item> {
  /** Undefined until the first part has come. */
  readonly total?: number;
  readonly error?: LoadError;
  /** An item, or undefined while it is on its way: asking for it loads it. */
  at(index: number): Item | undefined;
  retry(): void;
}

const partSize = 200;
const mostParts = 4;

/**
 * Loads the parts of a list as they are looked at, and those again when the account changes. The path has a query, and stays
 * for as long as the component is shown.
 */
export function usePagedList<Item>(path: string): PagedList<Item> {
  const [state, setState] = useState<Pick<PagedList<Item>, "total" | "error">>({});
  const parts = useRef(new Map<number, readonly Item[]>()).current;
  /** Those that were looked at, the latest last. */
  const wanted = useRef(new Set([0])).current;
  const loader = useLoader(
    async (signal) => {
      const pages = await Promise.all(
        [...wanted].slice(-mostParts).map(async (part) => {
          const from = `${path}&limit=${partSize}&after=${part * partSize}`;
          return { part, ...(await readFake<ListPage<Item>>(from, signal)) };
        }),
      );
      parts.clear();
      for (const { part, data, total } of pages) {
        parts.set(part, data);
        setState({ total });
      }
    },
    (error) => setState((last) => ({ ...last, error })),
  );
  return {
    ...state,
    retry: () => loader.poke(true),
    at(index) {
      if (index < 0) return undefined;
      const part = Math.floor(index / partSize);
      wanted.delete(part);
      wanted.add(part);
      // What failed is asked for again when the account changes, or by Retry.
      if (!parts.has(part)) loader.poke(!state.error);
      return parts.get(part)?.[index % partSize];
    },
  };
}
