import type { VNode } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import type { RequestSummary } from "../../../query/request-summary.js";
import { countText } from "../../format/show-numbers.js";
import { Empty } from "../../parts/empty.jsx";
import { Buttons } from "../../parts/form-fields.jsx";
import { DataGrid } from "../../parts/grid/data-grid.jsx";
import { ListAndDetail } from "../../parts/page-head.jsx";
import { focusGrid, NoHit } from "../../parts/record-list.jsx";
import { SearchField } from "../../parts/search-field.jsx";
import { accountEra, info, requests } from "../../state/account.js";
import { createRequestFilter } from "../../state/request-filter.js";
import { route, setParams } from "../../state/route.js";
import { marked } from "./marked-requests.jsx";
import { isOtherDay, REQUEST_COLUMNS } from "./request-columns.jsx";
import { RequestDetailPane } from "./request-detail-pane.jsx";
import { useRequestKeys } from "./request-keys.js";
import { RequestsEmpty } from "./requests-empty.jsx";

const kinds = ["all", "created", "updated", "refused", "struck", "unchanged", "went-back", "replay"] as const;

/** The list of requests, newest first, and the one that is selected. */
export function RequestsView(): VNode {
  const { q = "", sel } = route.value.params;
  const filter = useMemo(createRequestFilter, []);
  const { list } = requests.rows.value;
  const { shown, problem } = filter.read(list, q);
  const [active, setActive] = useState<RequestSummary | undefined>(undefined);
  const marks = marked.value;
  const lastSel = useRef(sel);
  lastSel.current = sel;
  const open = (row: RequestSummary): void => setParams({ sel: String(row.n) }, Boolean(sel));
  useRequestKeys({
    target: () => active?.n ?? (sel ? Number(sel) : undefined),
    row: (n) => list.find((row) => row.n === n),
    close() {
      if (!lastSel.current) return;
      setParams({ sel: undefined, tab: undefined }, false);
      focusGrid();
    },
  });

  const at = (index: number): RequestSummary | undefined => shown[shown.length - 1 - index];
  const detail = sel ? (
    <RequestDetailPane n={Number(sel)} key={`${sel} ${accountEra.value}`} />
  ) : (
    <Empty title="Select a request">
      <p>
        <kbd>J</kbd> <kbd>K</kbd> next, previous · <kbd>Enter</kbd> open · <kbd>X</kbd> mark · <kbd>D</kbd>{" "}
        compare the two marked · <kbd>?</kbd> all keys
      </p>
    </Empty>
  );
  const isEmpty = list.length === 0 && requests.held.value === 0;
  return (
    <ListAndDetail title="Requests" isOpen={Boolean(sel)} detail={detail}>
      <div class="list-tools">
        <SearchField
          label="Filter requests"
          value={q}
          problem={problem}
          onChange={(text) => setParams({ q: text })}
        />
        <KindButtons q={q} />
      </div>
      {isEmpty && info.value ? (
        <RequestsEmpty />
      ) : shown.length === 0 && q !== "" && list.length > 0 ? (
        <NoHit noun="request" />
      ) : (
        <DataGrid
          name="requests"
          label="Requests, newest first"
          columns={REQUEST_COLUMNS}
          count={shown.length}
          at={at}
          keyOf={(row: RequestSummary) => String(row.n)}
          openKey={sel}
          onOpen={open}
          onActive={setActive}
          rowClass={(row, index) =>
            `${isOtherDay(row, at(index - 1)) ? "other-day" : ""} ${marks.includes(row.n) ? "marked" : ""}`
          }
          footer={<Older list={list} />}
        />
      )}
    </ListAndDetail>
  );
}

function KindButtons({ q }: { readonly q: string }): VNode {
  const words = q.split(/\s+/).filter(Boolean);
  const kind = kinds.find((one) => words.includes(`is:${one}`)) ?? "all";
  const choose = (next: string): void => {
    const others = words.filter((word) => word !== `is:${kind}`);
    setParams({ q: [...others, ...(next === "all" ? [] : [`is:${next}`])].join(" ") });
  };
  return <Buttons label="Kind of request" value={kind} options={kinds} onChoose={choose} />;
}

function Older({ list }: { readonly list: readonly RequestSummary[] }): VNode | null {
  const keep = info.value?.config.keepRequests ?? 0;
  const first = list[0]?.n ?? 1;
  if (first <= 1 || list.length < keep) return null;
  return (
    <p class="faint">
      Older than {countText(keep)} are gone (<code>--keep-requests</code>).
    </p>
  );
}
