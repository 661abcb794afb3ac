import { useEffect, useRef, useState } from "preact/hooks";
import { CallError, callFake } from "../api/call-fake.js";
import type { ListPage } from "../api/shapes.js";
import { accountVersion } from "./account.js";

/** A list of which the page loads what is looked at. */
export interface PagedList<Item> {
  readonly total: number;
  /** Whether the first part has come. */
  readonly isLoaded: boolean;
  readonly error: CallError | undefined;
  /** An item, or undefined while it is on its way: asking for it loads it. */
  at(index: number): Item | undefined;
  retry(): void;
}

const partSize = 200;
const pauseMs = 1_000;

/** Loads the parts of a list as they are looked at, and those again when the account changes. */
export function usePagedList<Item>(path: string): PagedList<Item> {
  const [, render] = useState(0);
  const version = accountVersion.value;
  const list = useRef<Parts<Item> | undefined>(undefined);
  if (list.current?.path !== path) {
    list.current?.stop();
    list.current = createParts<Item>(path, () => render((last) => last + 1));
  }
  const parts = list.current;
  useEffect(() => parts.refresh(), [parts, version]);
  useEffect(() => () => list.current?.stop(), []);
  return parts;
}

interface Parts<Item> extends PagedList<Item> {
  readonly path: string;
  refresh(): void;
  stop(): void;
}

function createParts<Item>(path: string, onChange: () => void): Parts<Item> {
  const abort = new AbortController();
  let parts = new Map<number, readonly Item[]>();
  const asked = new Set<number>();
  let latest = new Set<number>([0]);
  let total = 0;
  let isLoaded = false;
  let error: CallError | undefined;
  let refreshedAtMs = 0;
  let timer = 0;

  async function load(part: number, into: Map<number, readonly Item[]>): Promise<void> {
    const separator = path.includes("?") ? "&" : "?";
    const after = part === 0 ? "" : `&after=${part * partSize}`;
    try {
      const page = await callFake<ListPage<Item>>(
        "GET",
        `${path}${separator}limit=${partSize}${after}`,
        undefined,
        abort.signal,
      );
      into.set(part, page.data);
      total = page.total;
      isLoaded = true;
      error = undefined;
    } catch (failure) {
      if (abort.signal.aborted) return;
      error =
        failure instanceof CallError ? failure : new CallError(String(failure), { status: 0, code: "" });
    }
  }

  async function loadAgain(): Promise<void> {
    refreshedAtMs = Date.now();
    const fresh = new Map<number, readonly Item[]>();
    const wanted = [...latest].slice(-4);
    latest = new Set(wanted.length === 0 ? [0] : wanted);
    await Promise.all([...latest].map((part) => load(part, fresh)));
    if (abort.signal.aborted) return;
    // While the connection is lost, what was loaded stays.
    if (fresh.size > 0) parts = fresh;
    asked.clear();
    onChange();
  }

  return {
    path,
    get total() {
      return total;
    },
    get isLoaded() {
      return isLoaded;
    },
    get error() {
      return error;
    },
    at(index) {
      const part = Math.floor(index / partSize);
      const found = parts.get(part);
      latest.delete(part);
      latest.add(part);
      if (found === undefined && isLoaded && !asked.has(part)) {
        asked.add(part);
        void load(part, parts).then(() => {
          asked.delete(part);
          if (!abort.signal.aborted) onChange();
        });
      }
      return found?.[index % partSize];
    },
    refresh() {
      clearTimeout(timer);
      timer = setTimeout(() => void loadAgain(), Math.max(0, refreshedAtMs + pauseMs - Date.now()));
    },
    retry: () => void loadAgain(),
    stop() {
      clearTimeout(timer);
      abort.abort();
    },
  };
}
