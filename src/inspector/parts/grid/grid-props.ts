import type { ComponentChildren } from "preact";

/** A column: its name, its heading, what it shows of an item, and whether that is a number, which stands at the right. */
export type Column<Item> = readonly [
  name: string,
  label: string,
  render: (item: Item) => ComponentChildren,
  isNumber?: boolean,
];

/** What a grid shows. */
export interface GridProps<Item> {
  /** What it is a list of, and the class by which its columns get their widths. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly Column<Item>[];
  readonly count: number;
  at(index: number): Item | undefined;
  keyOf(item: Item): string;
  rowClass?(item: Item, index: number): string;
  /** The row that is shown beside the list. */
  readonly openKey?: string | undefined;
  onOpen?(item: Item): void;
  /** The row that the keys have reached. */
  onActive?(item: Item | undefined): void;
  /** Stands below the last row. */
  readonly footer?: ComponentChildren;
}

/**
 * The roles of a grid whose focus stays on the grid itself and whose rows are reached by `aria-activedescendant`: elements of
 * a table cannot be laid out as rows that come and go.
 */
export const GRID_ROLES = {
  grid: (label: string, rows: number, active: string | undefined) =>
    ({
      role: "grid",
      tabIndex: 0,
      "aria-label": label,
      "aria-rowcount": rows,
      "aria-activedescendant": active,
    }) as const,
  row: (index: number, isSelected?: boolean) =>
    ({ role: "row", "aria-rowindex": index, "aria-selected": isSelected }) as const,
  group: { role: "rowgroup" },
  head: { role: "columnheader" },
  cell: { role: "gridcell" },
} as const;
