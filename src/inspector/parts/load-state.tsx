import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import { readFake } from "../api/call-fake.js";
import type { ListPage } from "../api/shapes.js";
import type { LoadError } from "../state/loader.js";
import { useLoader } from "../state/use-loader.js";
import { Items } from "./items.jsx";

/**
 * Loads from a path that does not change, and shows what came; before that what went wrong. What was loaded stays until there is
 * something new, and while the connection is lost.
 */
export function Loaded<Result>({
  path,
  isFixed,
  missing,
  children,
}: {
  readonly path: string;
  /** Whether no change of the account can change it. */
  readonly isFixed?: boolean;
  /** What to show for a 404. */
  readonly missing?: (error: LoadError) => ComponentChildren;
  readonly children: (data: Result) => ComponentChildren;
}): ComponentChildren {
  const [{ data, error }, setState] = useState<{ readonly data?: Result; readonly error?: LoadError }>({});
  const loader = useLoader(
    async (signal) => setState({ data: await readFake<Result>(path, signal) }),
    (failure) => setState((last) => (failure.status === 0 && last.data ? last : { error: failure })),
    isFixed,
  );
  if (data) return children(data);
  if (error?.status === 404 && missing) return missing(error);
  return <LoadState error={error} retry={() => loader.poke(true)} />;
}

/** A list that is loaded as a whole, and what is shown of it. */
export function LoadedItems<Row, Item = Row>({
  path,
  from = (rows) => rows as readonly (Row & Item)[], // without it, Item is Row
  ...list
}: {
  readonly path: string;
  readonly none: string;
  readonly from?: (rows: readonly Row[]) => readonly Item[];
  readonly children: (item: Item) => ComponentChildren;
}): VNode {
  return <Loaded path={path}>{({ data }: ListPage<Row>) => <Items {...list} of={from(data)} />}</Loaded>;
}

/** What stands in the place of something that has not been loaded: "Loading…" after a while, or what went wrong. */
export function LoadState({
  error,
  retry,
}: {
  readonly error: LoadError | undefined;
  readonly retry: () => void;
}): VNode {
  return error === undefined ? (
    <p class="empty loading">Loading…</p>
  ) : (
    <div class="empty" role="alert">
      <p>{error.message}</p>
      <button type="button" onClick={retry}>
        Retry
      </button>
    </div>
  );
}
