import type { VNode } from "preact";
import type { FlowEvaluationRow, FlowRow } from "../../api/shapes.js";
import { evaluationWords, flowWords, reasonWords } from "../../format/flow-words.js";
import { countText } from "../../format/show-numbers.js";
import { Empty } from "../../parts/empty.jsx";
import { Time } from "../../parts/form-fields.jsx";
import type { Column } from "../../parts/grid/grid-props.js";
import { PagedGrid } from "../../parts/grid/paged-grid.jsx";
import { Items } from "../../parts/items.jsx";
import { Tag } from "../../parts/marks.jsx";
import { goTo, hrefOf, requestHref, route, setParams } from "../../state/route.js";
import { WhyNot } from "./why-not.jsx";

const columns: readonly Column<FlowEvaluationRow>[] = [
  ["time", "Time", ({ at }) => <Time at={at} />],
  ["order", "Order", ({ orderId }) => orderId, true],
  ["status", "Outcome", ({ started }) => (started ? <Tag tone="ok">→ started</Tag> : <Tag>not started</Tag>)],
  ["why", "Why", (one) => !one.started && evaluationWords(one)],
];

/** One flow: what it does, how it went, and what it made of each order. */
export function FlowPage({ flow }: { readonly flow: FlowRow }): VNode {
  const { reason = "" } = route.value.params;
  const filter = reason === "started" ? "&started=true" : reason && `&reason=${encodeURIComponent(reason)}`;
  const path = `/flows/${encodeURIComponent(flow.name)}/evaluations?order=desc${filter}`;
  const reasons: readonly (readonly [string, number])[] = [
    ["started", flow.started],
    ...Object.entries(flow.notStarted),
  ];
  const most = Math.max(1, ...reasons.map(([, count]) => count));
  return (
    <>
      <Items of={flowWords(flow.definition)}>{(line) => line}</Items>
      <h2>How it went</h2>
      <ul class="bars">
        {reasons.map(([name, count]) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={reason === name}
              onClick={() => setParams({ reason: reason === name ? undefined : name })}
            >
              {name === "started" ? name : `not: ${reasonWords(name)}`}
            </button>
            <meter min={0} max={most} value={count} aria-label={name} />
            <span>{countText(count)}</span>
          </li>
        ))}
      </ul>
      <WhyNot flow={flow.name} />
      <h2>Orders it looked at</h2>
      <PagedGrid
        isBoxed
        name="evaluations"
        label="What the flow made of each order, newest first"
        key={path}
        path={path}
        columns={columns}
        keyOf={(one) => `${one.requestId}-${one.orderId}`}
        onOpen={(one) =>
          goTo(one.request === null ? hrefOf("orders", one.orderId) : requestHref(one.request))
        }
        empty={
          <Empty title={reason === "" ? "It has looked at no order yet" : "No order for this reason."}>
            <p>It looks at an order when its trigger fires.</p>
          </Empty>
        }
      />
    </>
  );
}
