import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import { type CallError, callFake } from "../api/call-fake.js";
import type { ListPage } from "../api/shapes.js";
import { accountVersion } from "./account.js";
import { createLoader, type Loader } from "./loader.js";

/** A list of which the page loads what is looked at. */
export interface PagedList<Item> {
  /** Undefined until the first part has come. */
  readonly total: number | undefined;
  readonly error: CallError | undefined;
  /** An item, or undefined while it is on its way: asking for it loads it. */
  at(index: number): Item | undefined;
  retry(): void;
}

const partSize = 200;
const mostParts = 4;

/** Loads the parts of a list as they are looked at, and those again when the account changes. */
export function usePagedList<Item>(path: string): PagedList<Item> {
  const [, render] = useState(0);
  const version = accountVersion.value;
  const list = useMemo(() => createPagedList<Item>(path, () => render((last) => last + 1)), [path]);
  useLayoutEffect(() => list.stop, [list]);
  useLayoutEffect(() => list.poke(), [list, version]);
  return list;
}

function createPagedList<Item>(path: string, onChange: () => void): PagedList<Item> & Loader {
  const parts = new Map<number, readonly Item[]>();
  /** Those that were looked at, the latest last. */
  const wanted = new Set([0]);
  let total: number | undefined;
  let error: CallError | undefined;
  const loader = createLoader(
    async (signal) => {
      const looked = [...wanted].slice(-mostParts);
      const separator = path.includes("?") ? "&" : "?";
      const pages = await Promise.all(
        looked.map((part) => {
          const from = `${path}${separator}limit=${partSize}&after=${part * partSize}`;
          return callFake<ListPage<Item>>("GET", from, undefined, signal);
        }),
      );
      parts.clear();
      for (const [index, part] of looked.entries()) {
        const page = pages[index];
        total = page?.total ?? 0;
        if (page !== undefined) parts.set(part, page.data);
      }
      error = undefined;
      onChange();
    },
    (failure) => {
      error = failure;
      onChange();
    },
  );
  return {
    ...loader,
    retry: () => loader.poke(true),
    get total() {
      return total;
    },
    get error() {
      return error;
    },
    at(index) {
      if (index < 0) return undefined;
      const part = Math.floor(index / partSize);
      const isKnown = parts.has(part);
      wanted.delete(part);
      wanted.add(part);
      // What failed is asked for again when the account changes, or by Retry.
      if (!isKnown) loader.poke(error === undefined);
      return parts.get(part)?.[index % partSize];
    },
  };
}
