import type { VNode } from "preact";
import type { OrderRow } from "../../api/shapes.js";
import { moneyText } from "../../format/show-numbers.js";
import { Time } from "../../parts/form-fields.jsx";
import type { Column } from "../../parts/grid/grid-props.js";
import { HintTags, Tag } from "../../parts/marks.jsx";
import { RecordList } from "../../parts/record-list.jsx";
import { hrefOf } from "../../state/route.js";
import { OrderPane } from "./order-pane.jsx";

const columns: readonly Column<OrderRow>[] = [
  ["id", "Order", ({ order_id }) => order_id],
  [
    "status",
    "Paid, fulfilled",
    ({ financial_status, fulfillment_status }) => `${financial_status ?? "—"} · ${fulfillment_status ?? "—"}`,
  ],
  ["total", "Total", ({ total_amount, currency_code }) => moneyText(total_amount, currency_code), true],
  ["who", "Contact", ({ who, contact_id }) => who ?? contact_id],
  ["versions", "Versions", ({ versions }) => versions, true],
  ["time", "Last change", ({ updated_at }) => <Time at={updated_at} />],
  [
    "tags",
    "Notes",
    ({ hints, initial_sync }) => (
      <>
        {initial_sync && <Tag>initial sync</Tag>}
        <HintTags hints={hints} />
      </>
    ),
  ],
];

/** The orders of the account, and the one that is selected with its history. */
export function OrdersView(): VNode {
  return (
    <RecordList
      view="orders"
      noun="order"
      columns={columns}
      keyOf={({ order_id }: OrderRow) => order_id}
      emptyTitle="No order is stored yet"
      emptyText={
        <p>
          Orders come by requests: see <a href={hrefOf("requests")}>Requests</a>.
        </p>
      }
      hint="Its history shows what each request changed."
      pane={(id) => <OrderPane id={id} />}
    />
  );
}
