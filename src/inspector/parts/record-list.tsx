import type { ComponentChildren, VNode } from "preact";
import { goTo, hrefOf, route, setParams, type ViewName } from "../state/route.js";
import { useKeys } from "../state/shortcuts.js";
import { Empty } from "./empty.jsx";
import type { GridProps } from "./grid/grid-props.js";
import { PagedGrid } from "./grid/paged-grid.jsx";
import { ListAndDetail } from "./page-head.jsx";
import { SearchField } from "./search-field.jsx";

/** Moves the focus to the list of the view, once that is rendered: before another key can be pressed. */
export function focusGrid(): void {
  queueMicrotask(() => document.querySelector<HTMLElement>("[role=grid]")?.focus());
}

/** Records of one kind, newest first, with a filter that the fake applies, and the one that is selected. */
export function RecordList<Item>({
  view,
  noun,
  columns,
  keyOf,
  emptyTitle,
  emptyText,
  hint,
  pane,
}: Pick<GridProps<Item>, "columns" | "keyOf"> & {
  readonly view: ViewName;
  /** What one of them is called: "order". */
  readonly noun: string;
  readonly emptyTitle: string;
  readonly emptyText: ComponentChildren;
  /** What one sees of a selected one. */
  readonly hint: string;
  readonly pane: (id: string) => VNode;
}): VNode {
  const { id, params } = route.value;
  const { q = "" } = params;
  const path = `/${view}?order=desc&q=${encodeURIComponent(q)}`;
  useKeys({
    Escape() {
      if (!route.peek().id) return;
      goTo(hrefOf(view, undefined, { q }));
      focusGrid();
    },
  });
  return (
    <ListAndDetail
      title={`${noun}s`}
      detail={
        id ? (
          <div class="pane" key={id}>
            <a class="back" href={hrefOf(view, undefined, { q })}>
              ← Back
            </a>
            {pane(id)}
          </div>
        ) : (
          <Empty title={`Select one of the ${noun}s`}>
            <p>{hint}</p>
          </Empty>
        )
      }
      isOpen={Boolean(id)}
    >
      <div class="list-tools">
        <SearchField
          label={`Filter ${noun}s`}
          value={q}
          pauseMs={150}
          onChange={(text) => setParams({ q: text })}
        />
      </div>
      <PagedGrid
        name={view}
        label={`${noun}s, newest first`}
        key={path}
        path={path}
        columns={columns}
        keyOf={keyOf}
        openKey={id}
        onOpen={(item) => goTo(hrefOf(view, keyOf(item), { q }), Boolean(route.peek().id))}
        empty={q === "" ? <Empty title={emptyTitle}>{emptyText}</Empty> : <NoHit noun={noun} />}
      />
    </ListAndDetail>
  );
}

/** What stands where a filter lets nothing through. */
export function NoHit({ noun }: { readonly noun: string }): VNode {
  return (
    <Empty title={`No ${noun} fits the filter.`}>
      <button type="button" onClick={() => setParams({ q: undefined })}>
        Clear filter
      </button>
    </Empty>
  );
}
