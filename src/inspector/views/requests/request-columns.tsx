import type { ComponentChildren } from "preact";
import type { RequestSummary } from "../../../query/request-summary.js";
import { moneyText } from "../../format/show-numbers.js";
import { dayOf, timeOfDay } from "../../format/show-time.js";
import { Time } from "../../parts/form-fields.jsx";
import type { Column } from "../../parts/grid/grid-props.js";
import { HintTags, StatusMark, Tag } from "../../parts/marks.jsx";

/** Whether a row is the last one of its day, so that a line stands above the next. */
export function isOtherDay(row: RequestSummary, newer: RequestSummary | undefined): boolean {
  return dayOf(row.at) !== dayOf((newer ?? row).at);
}

function whoOf({ fields = [], who, code, contact, method, path }: RequestSummary): ComponentChildren {
  if (fields.length > 0) return <span class="tone-warn">{fields.join(", ")}</span>;
  return who ?? <span class="faint">{code ?? contact ?? `${method} ${path}`}</span>;
}

function tagsOf({
  fault,
  outcome,
  flows = [],
  hints = [],
  ignored = 0,
  replayOf,
}: RequestSummary): ComponentChildren {
  const [flow] = flows;
  return (
    <>
      {fault && <Tag tone="bad">{fault}</Tag>}
      <HintTags hints={hints} />
      {outcome === "created" && <Tag tone="ok">new</Tag>}
      {flow && (
        <Tag tone="info" title={flows.join(", ")}>
          {`→ ${flows.length === 1 ? flow : `${flows.length} flows`}`}
        </Tag>
      )}
      {replayOf && <Tag>{`replay of #${replayOf}`}</Tag>}
      {ignored > 0 && !hints.includes("ignored-fields") && <Tag>{`${ignored} ignored`}</Tag>}
    </>
  );
}

/** The columns of the list of requests. */
export const REQUEST_COLUMNS: readonly Column<RequestSummary>[] = [
  ["time", "Time", ({ at }) => <Time at={at} text={timeOfDay(at)} />],
  ["status", "Status", ({ status, seen }) => <StatusMark status={status} seen={seen} />],
  ["order", "Order", ({ order }) => order, true],
  ["who", "Who, or refused fields", whoOf],
  ["total", "Total", ({ total, currency }) => moneyText(total, currency), true],
  ["tags", "Notes", tagsOf],
];
