import type { ComponentChildren } from "preact";
import type { PagedList } from "../../state/use-paged-list.js";
import { Loaded } from "../load-state.jsx";
import { DataGrid } from "./data-grid.jsx";
import type { GridProps } from "./grid-props.js";

const tallestBox = 480;

/** A grid of a list that is loaded as one scrolls; a row that is on its way is blank. */
export function PagedGrid<Item>({
  list,
  empty,
  isBoxed,
  ...grid
}: Omit<GridProps<Item>, "count" | "at"> & {
  readonly list: PagedList<Item>;
  readonly empty: ComponentChildren;
  /** Whether it stands among other things, no taller than it must be. */
  readonly isBoxed?: boolean;
}): ComponentChildren {
  const { total, error, retry } = list;
  if (total === undefined) {
    return <Loaded resource={{ error, isSlow: true, retry }}>{() => null}</Loaded>;
  }
  if (total === 0) return empty;
  const rows = <DataGrid {...grid} count={total} at={list.at} />;
  if (!isBoxed) return rows;
  return (
    <div class="grid-box" style={{ height: `${Math.min(tallestBox, 34 + total * 52)}px` }}>
      {rows}
    </div>
  );
}
