import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { FakeOrder } from "../../../testing/privy/model.js";
import type { ShownVersion } from "../../api/shapes.js";
import { diffRecords } from "../../diff/record-diff.js";
import { plural } from "../../format/show-numbers.js";
import { DiffLines, RecordDiff } from "../../parts/cards/diff-lines.jsx";
import { ShownValue } from "../../parts/cards/shown-value.jsx";
import { Choice, Time } from "../../parts/form-fields.jsx";
import { Facts, Notes } from "../../parts/marks.jsx";
import { Section } from "../../parts/page-head.jsx";
import { requestHref } from "../../state/route.js";

const mostVersions = 50;
/** They change with each request, or never: no request sends them. */
const own = [
  "updated_at",
  "created_at",
  "contact_id",
  "integration_id",
  "source",
  "counts_in_statistics",
  "order_id",
];

/** What each request made of an order, the latest first, and a comparison of any two. */
export function OrderHistory({ versions }: { readonly versions: readonly ShownVersion[] }): VNode {
  const shown = versions.slice(-mostVersions);
  const cut = versions.length - shown.length;
  return (
    <Section title="History">
      {cut > 0 && (
        <p class="faint">
          The newest {mostVersions} of {plural(versions.length, "version")}.
        </p>
      )}
      {shown.length === 0 && <p class="faint">The log no longer has the requests that made this order.</p>}
      <ol class="history" reversed>
        {shown
          .map((version, index) => (
            <Version key={version.request} {...version} before={versions[cut + index - 1]?.order} />
          ))
          .reverse()}
      </ol>
      {shown.length > 1 && <CompareVersions versions={shown} />}
    </Section>
  );
}

function Version({
  before,
  request,
  at,
  order,
  hints = [],
}: ShownVersion & { readonly before: FakeOrder | undefined }): VNode {
  const diffs = before ? diffRecords(before, order, own) : [];
  const changed = new Set(diffs.map(({ path }) => path.split(/[.[]/)[0]));
  const same = Object.entries(order).filter(([name]) => !changed.has(name) && !own.includes(name));
  return (
    <li>
      <p>
        <a href={requestHref(request)}>#{request}</a> <Time at={at} />{" "}
        {!before && "first version that the log has"}
      </p>
      <Notes of={hints} />
      {before && <DiffLines diffs={diffs} />}
      <details>
        <summary>
          {plural(same.length, "field")}
          {before && " sent unchanged"}
        </summary>
        <Facts facts={same.map(([name, value]) => [name, <ShownValue key={name} value={value} />])} />
      </details>
    </li>
  );
}

function CompareVersions({ versions }: { readonly versions: readonly ShownVersion[] }): VNode {
  const [from, setFrom] = useState(0);
  const [to, setTo] = useState(versions.length - 1);
  const names = versions.map(({ request }, index) => [String(index), `#${request}`] as const);
  const [before, after] = [versions[from], versions[to]];
  return (
    <details>
      <summary>Compare any two</summary>
      <div class="form-line">
        <Choice label="From" value={from} options={names} onChoose={(one) => setFrom(Number(one))} />
        <Choice label="To" value={to} options={names} onChoose={(one) => setTo(Number(one))} />
      </div>
      {before && after && (
        <RecordDiff before={before.order} after={after.order} same="The two versions are the same." />
      )}
    </details>
  );
}
