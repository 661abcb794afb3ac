import type { ComponentChildren } from "preact";
import { usePagedList } from "../../state/use-paged-list.js";
import { LoadState } from "../load-state.jsx";
import { DataGrid } from "./data-grid.jsx";
import type { GridProps } from "./grid-props.js";

const tallestBox = 480;

/** A grid of a list that is loaded as one scrolls; a row that is on its way is blank. It needs a key where its path may change. */
export function PagedGrid<Item>({
  path,
  empty,
  isBoxed,
  ...grid
}: Omit<GridProps<Item>, "count" | "at"> & {
  readonly path: string;
  readonly empty: ComponentChildren;
  /** Whether it stands among other things, no taller than it must be. */
  readonly isBoxed?: boolean;
}): ComponentChildren {
  const { total, error, at, retry } = usePagedList<Item>(path);
  if (total === undefined) return <LoadState error={error} retry={retry} />;
  if (total === 0) return empty;
  const rows = <DataGrid {...grid} count={total} at={at} />;
  if (!isBoxed) return rows;
  return (
    <div class="grid-box" style={{ height: `${Math.min(tallestBox, 34 + total * 52)}px` }}>
      {rows}
    </div>
  );
}
