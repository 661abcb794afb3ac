import type { ComponentChildren } from "preact";
import type { RequestSummary } from "../../../query/request-summary.js";
import { moneyText } from "../../format/show-numbers.js";
import { dayOf, timeOfDay } from "../../format/show-time.js";
import { Time } from "../../parts/form-fields.jsx";
import type { Column } from "../../parts/grid/grid-props.js";
import { StatusMark, Tag } from "../../parts/marks.jsx";

/** Whether a row is the last one of its day, so that a line stands above the next. */
export function isOtherDay(row: RequestSummary, newer: RequestSummary | undefined): boolean {
  return newer !== undefined && dayOf(row.at) !== dayOf(newer.at);
}

function Who({ row }: { readonly row: RequestSummary }): ComponentChildren {
  if (row.fields !== undefined && row.fields.length > 0) {
    return <span class="tone-warn">{row.fields.join(", ")}</span>;
  }
  if (row.who !== undefined) return row.who;
  return <span class="faint">{row.code ?? row.contact ?? `${row.method} ${row.path}`}</span>;
}

function Tags({ row }: { readonly row: RequestSummary }): ComponentChildren {
  const { flows = [], hints = [], ignored = 0 } = row;
  const tags: ComponentChildren[] = [];
  if (row.fault !== undefined) tags.push(<Tag tone="bad">{row.fault}</Tag>);
  for (const hint of hints.slice(0, 2)) tags.push(<Tag tone="warn">{`! ${hint}`}</Tag>);
  if (hints.length > 2) tags.push(<Tag tone="warn">{`+${hints.length - 2}`}</Tag>);
  if (row.outcome === "created") tags.push(<Tag tone="ok">new</Tag>);
  if (flows.length > 0) {
    const text = flows.length === 1 ? `→ ${flows[0]}` : `→ ${flows.length} flows`;
    tags.push(
      <Tag tone="info" title={flows.join(", ")}>
        {text}
      </Tag>,
    );
  }
  if (row.replayOf !== undefined) tags.push(<Tag>{`replay of #${row.replayOf}`}</Tag>);
  if (ignored > 0 && !hints.includes("ignored-fields")) tags.push(<Tag>{`${ignored} ignored`}</Tag>);
  return <>{tags}</>;
}

/** The columns of the list of requests. */
export const REQUEST_COLUMNS: readonly Column<RequestSummary>[] = [
  {
    name: "time",
    label: "Time",
    render: ({ at }) => <Time at={at} text={timeOfDay(at)} />,
  },
  {
    name: "status",
    label: "Status",
    render: ({ status, seen }) => <StatusMark status={status} seen={seen} />,
  },
  {
    name: "order",
    label: "Order",
    isNumber: true,
    render: ({ order }) => order,
  },
  { name: "who", label: "Who, or refused fields", render: (row) => <Who row={row} /> },
  {
    name: "total",
    label: "Total",
    isNumber: true,
    render: ({ total, currency }) => moneyText(total, currency),
  },
  { name: "tags", label: "Notes", render: (row) => <Tags row={row} /> },
];
