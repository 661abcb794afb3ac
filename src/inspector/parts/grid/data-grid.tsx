import type { VNode } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { countText } from "../../format/show-numbers.js";
import { useKeys } from "../../state/shortcuts.js";
import { GRID_ROLES, type GridProps } from "./grid-props.js";
import { lastActiveRow, useGridScroll } from "./use-grid-scroll.js";
import { scrollToShow, visibleRows } from "./virtual-window.js";

const headHeight = 28;

/** A list of any length: only the rows that can be seen are in the document. */
export function DataGrid<Item>(props: GridProps<Item>): VNode {
  const { name, columns, count, at, keyOf, openKey } = props;
  const [active, setActive] = useState(openKey ?? lastActiveRow(name));
  const first = at(0);
  const topKey = first && keyOf(first);

  const indexOf = (key: string | undefined): number => {
    for (let index = 0; key && index < count; index += 1) {
      const item = at(index);
      if (item && keyOf(item) === key) return index;
    }
    return -1;
  };
  const scroll = useGridScroll(name, active, { topKey, indexOf });
  const { box, rowHeight } = scroll;
  useLayoutEffect(() => {
    if (openKey) setActive(openKey);
  }, [openKey]);

  const activeIndex = indexOf(active);
  const activeItem = activeIndex < 0 ? undefined : at(activeIndex);
  useLayoutEffect(() => props.onActive?.(activeItem), [activeItem]);
  const activate = (wanted: number): void => {
    const index = Math.max(0, Math.min(count - 1, wanted));
    const item = at(index);
    const element = box.current;
    if (!item || !element) return;
    setActive(keyOf(item));
    const view = { scrollTop: element.scrollTop, height: element.clientHeight, rowHeight, top: headHeight };
    const top = scrollToShow(index, view);
    if (top !== element.scrollTop) scroll.scrollTo(top);
  };
  const step = (by: number): void => activate(activeIndex < 0 ? 0 : activeIndex + by);
  const open = (): void => {
    if (activeItem) props.onOpen?.(activeItem);
  };
  useKeys({ j: () => step(1), k: () => step(-1), Enter: open });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroll.height - headHeight) / rowHeight) - 1);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      PageDown: () => step(page),
      PageUp: () => step(-page),
      Home: () => activate(0),
      End: () => activate(count - 1),
      Enter: open,
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };
  const onClick = ({ target }: MouseEvent): void => {
    const row = target instanceof Element ? target.closest("[data-index]") : null;
    if (!row) return;
    const index = Number(row.getAttribute("data-index"));
    activate(index);
    const item = at(index);
    if (item) props.onOpen?.(item);
  };

  const handlers = { onScroll: scroll.onScroll, onKeyDown, onClick };
  const shown = visibleRows({
    scrollTop: Math.max(0, scroll.top - headHeight),
    height: scroll.height,
    rowHeight,
    count,
  });
  const rows: VNode[] = [];
  for (let index = shown.first; index < shown.end; index += 1) {
    const item = at(index);
    if (!item) continue;
    const key = keyOf(item);
    rows.push(
      <div
        {...GRID_ROLES.row(index + 2, key === openKey)}
        key={key}
        id={`${name}-${key}`}
        data-index={index}
        class={`row ${key === active ? "active" : ""} ${key === openKey ? "open" : ""} ${props.rowClass?.(item, index) ?? ""}`}
        style={{ transform: `translateY(${index * rowHeight}px)`, height: `${rowHeight}px` }}
      >
        {columns.map(([column, , render, isNumber]) => (
          <div {...GRID_ROLES.cell} key={column} class={cellClass(column, isNumber)}>
            {render(item)}
          </div>
        ))}
      </div>,
    );
  }
  const isActiveShown = activeIndex >= shown.first && activeIndex < shown.end;
  return (
    <div class="grid-frame">
      {scroll.unseen > 0 && (
        <button type="button" class="new-rows" onClick={() => scroll.scrollTo(0)}>
          {countText(scroll.unseen)} new ↑
        </button>
      )}
      <div
        {...GRID_ROLES.grid(props.label, count + 1, isActiveShown ? `${name}-${active}` : undefined)}
        {...handlers}
        ref={box}
        class={`grid grid-${name}`}
      >
        <div {...GRID_ROLES.group} class="grid-head">
          <div {...GRID_ROLES.row(1)} class="row head">
            {columns.map(([column, label, , isNumber]) => (
              <div {...GRID_ROLES.head} key={column} class={cellClass(column, isNumber)}>
                {label}
              </div>
            ))}
          </div>
        </div>
        <div {...GRID_ROLES.group} class="grid-body" style={{ height: `${count * rowHeight}px` }}>
          {rows}
        </div>
      </div>
      {props.footer && <div class="grid-foot">{props.footer}</div>}
    </div>
  );
}

const cellClass = (name: string, isNumber = false): string => `cell c-${name}${isNumber ? " number" : ""}`;
