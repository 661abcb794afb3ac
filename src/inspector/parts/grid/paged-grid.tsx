import type { ComponentChildren } from "preact";
import type { PagedList } from "../../state/use-paged-list.js";
import { Loaded } from "../load-state.jsx";
import { DataGrid } from "./data-grid.jsx";
import type { GridProps } from "./grid-props.js";

/** A grid of a list that is loaded as one scrolls; a row that is on its way is blank. */
export function PagedGrid<Item>({
  list,
  empty,
  ...grid
}: Omit<GridProps<Item>, "count" | "at"> & {
  readonly list: PagedList<Item>;
  readonly empty: ComponentChildren;
}): ComponentChildren {
  const { total, isLoaded, error } = list;
  if (!isLoaded) {
    return (
      <Loaded resource={{ data: undefined, error, isSlow: true, retry: list.retry }}>{() => null}</Loaded>
    );
  }
  return total === 0 ? empty : <DataGrid {...grid} count={total} at={list.at} />;
}
