import type { VNode } from "preact";
import type { OrderRow } from "../../api/shapes.js";
import { moneyText } from "../../format/show-numbers.js";
import { dayAndTime } from "../../format/show-time.js";
import type { Column } from "../../parts/grid/grid-props.js";
import { PagedGrid } from "../../parts/grid/paged-grid.jsx";
import { Empty } from "../../parts/load-state.jsx";
import { Tag } from "../../parts/marks.jsx";
import { ListAndDetail } from "../../parts/page-head.jsx";
import { SearchField } from "../../parts/search-field.jsx";
import { goTo, hrefOf, route, setParams } from "../../state/route.js";
import { useKeys } from "../../state/shortcuts.js";
import { usePagedList } from "../../state/use-paged-list.js";
import { OrderPane } from "./order-pane.jsx";

const columns: readonly Column<OrderRow>[] = [
  { name: "id", label: "Order", render: ({ order_id }) => order_id },
  {
    name: "status",
    label: "Paid, fulfilled",
    render: ({ financial_status, fulfillment_status }) =>
      [financial_status ?? "—", fulfillment_status ?? "—"].join(" · "),
  },
  {
    name: "total",
    label: "Total",
    isNumber: true,
    render: ({ total_amount, currency_code }) => moneyText(total_amount, currency_code),
  },
  { name: "who", label: "Contact", render: ({ who, contact_id }) => who ?? contact_id },
  { name: "versions", label: "Versions", isNumber: true, render: ({ versions }) => String(versions) },
  {
    name: "time",
    label: "Last change",
    render: ({ updated_at }) => <time dateTime={updated_at}>{dayAndTime(updated_at)}</time>,
  },
  {
    name: "tags",
    label: "Notes",
    render: ({ hints, initial_sync }) => (
      <>
        {initial_sync && <Tag>initial sync</Tag>}
        {hints.slice(0, 3).map((hint) => (
          <Tag key={hint} tone="warn">{`! ${hint}`}</Tag>
        ))}
      </>
    ),
  },
];

/** The orders of the account, and the one that is selected with its history. */
export function OrdersView(): VNode {
  const { id, params } = route.value;
  const q = params.q ?? "";
  const list = usePagedList<OrderRow>(`/orders?order=desc&q=${encodeURIComponent(q)}`);
  useKeys({
    Escape() {
      if (route.peek().id === undefined) return;
      goTo(hrefOf("orders", undefined, { q }));
      requestAnimationFrame(() => document.querySelector<HTMLElement>("[role=grid]")?.focus());
    },
  });
  return (
    <ListAndDetail
      isOpen={id !== undefined}
      list={
        <>
          <h1 class="sr">Orders</h1>
          <div class="list-tools">
            <SearchField
              label="Filter orders"
              value={q}
              pauseMs={150}
              onChange={(text) => setParams({ q: text })}
            />
          </div>
          <PagedGrid
            name="orders"
            label="Orders, newest first"
            list={list}
            columns={columns}
            keyOf={({ order_id }) => order_id}
            openKey={id}
            onOpen={({ order_id }) => goTo(hrefOf("orders", order_id, { q }), route.peek().id !== undefined)}
            empty={
              q === "" ? (
                <Empty title="No order is stored yet">
                  <p>
                    Orders come by requests: see <a href={hrefOf("requests")}>Requests</a>.
                  </p>
                </Empty>
              ) : (
                <Empty title="No order fits the filter.">
                  <button type="button" onClick={() => setParams({ q: undefined })}>
                    Clear filter
                  </button>
                </Empty>
              )
            }
          />
        </>
      }
      detail={
        id === undefined ? (
          <Empty title="Select an order">
            <p>Its history shows what each request changed.</p>
          </Empty>
        ) : (
          <OrderPane id={id} key={id} />
        )
      }
    />
  );
}
