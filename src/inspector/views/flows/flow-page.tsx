import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { FlowEvaluationRow, FlowRow } from "../../api/shapes.js";
import { evaluationWords, flowWords, reasonWords } from "../../format/flow-words.js";
import { countText } from "../../format/show-numbers.js";
import { Time } from "../../parts/form-fields.jsx";
import type { Column } from "../../parts/grid/grid-props.js";
import { PagedGrid } from "../../parts/grid/paged-grid.jsx";
import { Empty } from "../../parts/load-state.jsx";
import { Tag } from "../../parts/marks.jsx";
import { goTo, hrefOf, requestHref, route, setParams } from "../../state/route.js";
import { usePagedList } from "../../state/use-paged-list.js";
import { WhyNot } from "./why-not.jsx";

const columns: readonly Column<FlowEvaluationRow>[] = [
  { name: "time", label: "Time", render: ({ at }) => <Time at={at} /> },
  { name: "order", label: "Order", isNumber: true, render: ({ orderId }) => orderId },
  {
    name: "status",
    label: "Outcome",
    render: ({ started }) => (
      <Tag tone={started ? "ok" : "plain"}>{started ? "→ started" : "not started"}</Tag>
    ),
  },
  {
    name: "why",
    label: "Why",
    render: (one) => (one.started ? "" : evaluationWords(one)),
  },
];

/** One flow: what it does, how it went, and what it made of each order. */
export function FlowPage({ flow }: { readonly flow: FlowRow }): VNode {
  const { reason = "" } = route.value.params;
  const filter =
    reason === "" ? "" : reason === "started" ? "&started=true" : `&reason=${encodeURIComponent(reason)}`;
  const list = usePagedList<FlowEvaluationRow>(
    `/flows/${encodeURIComponent(flow.name)}/evaluations?order=desc${filter}`,
  );
  const reasons: readonly (readonly [string, number])[] = [
    ["started", flow.started],
    ...Object.entries(flow.notStarted),
  ];
  const most = Math.max(1, ...reasons.map(([, count]) => count));
  const [lines] = useState(() => flowWords(flow.definition));
  return (
    <>
      <ul class="plain">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <h2>How it went</h2>
      <ul class="bars">
        {reasons.map(([name, count]) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={reason === name}
              onClick={() => setParams({ reason: reason === name ? undefined : name })}
            >
              {name === "started" ? "started" : `not: ${reasonWords(name)}`}
            </button>
            <meter min={0} max={most} value={count} aria-label={name} />
            <span class="number">{countText(count)}</span>
          </li>
        ))}
      </ul>
      <WhyNot flow={flow.name} />
      <h2>Orders it looked at</h2>
      <PagedGrid
        isBoxed
        name="evaluations"
        label="What the flow made of each order, newest first"
        list={list}
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
