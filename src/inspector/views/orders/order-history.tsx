import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { FakeOrder } from "../../../testing/privy/model.js";
import type { ShownVersion } from "../../api/shapes.js";
import { diffRecords } from "../../diff/record-diff.js";
import { plural } from "../../format/show-numbers.js";
import { DiffLines, RecordDiff } from "../../parts/diff-lines.jsx";
import { Choice, Time } from "../../parts/form-fields.jsx";
import { HintLines } from "../../parts/marks.jsx";
import { ShownValue } from "../../parts/shown-value.jsx";
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
  return (
    <section>
      <h3>History</h3>
      {versions.length > mostVersions && (
        <p class="faint">
          The newest {mostVersions} of {plural(versions.length, "version")}.
        </p>
      )}
      {shown.length === 0 && <p class="faint">The log no longer has the requests that made this order.</p>}
      <ol class="history" reversed>
        {shown
          .map((version, index) => (
            <Version
              key={version.request}
              version={version}
              before={
                index === 0 ? versions[versions.length - shown.length - 1]?.order : shown[index - 1]?.order
              }
            />
          ))
          .reverse()}
      </ol>
      {shown.length > 1 && <CompareVersions versions={shown} />}
    </section>
  );
}

function Version({
  version,
  before,
}: {
  readonly version: ShownVersion;
  readonly before: FakeOrder | undefined;
}): VNode {
  const { request, at, order, hints = [] } = version;
  const diffs = before === undefined ? [] : diffRecords(before, order, own);
  const changed = new Set(diffs.map(({ path }) => path.split(/[.[]/)[0]));
  const same = Object.entries(order).filter(([name]) => !changed.has(name) && !own.includes(name));
  return (
    <li>
      <p>
        <a href={requestHref(request)}>#{request}</a> <Time at={at} />{" "}
        {before === undefined ? "first version that the log has" : ""}
      </p>
      <HintLines hints={hints} />
      {before !== undefined && <DiffLines diffs={diffs} />}
      <details>
        <summary>
          {before === undefined
            ? plural(same.length, "field")
            : `${plural(same.length, "field")} sent unchanged`}
        </summary>
        <dl class="facts">
          {same.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <ShownValue value={value} />
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </li>
  );
}

function CompareVersions({ versions }: { readonly versions: readonly ShownVersion[] }): VNode {
  const last = versions.length - 1;
  const [from, setFrom] = useState(versions[0]?.request ?? 0);
  const [to, setTo] = useState(versions[last]?.request ?? 0);
  const orderOf = (request: number): FakeOrder | undefined =>
    versions.find((version) => version.request === request)?.order;
  const numbers = versions.map(({ request }) => [String(request), `#${request}`] as const);
  const [before, after] = [orderOf(from), orderOf(to)];
  return (
    <details>
      <summary>Compare any two</summary>
      <div class="form-line">
        <Choice label="From" value={from} options={numbers} onChoose={(one) => setFrom(Number(one))} />
        <Choice label="To" value={to} options={numbers} onChoose={(one) => setTo(Number(one))} />
      </div>
      {before !== undefined && after !== undefined && (
        <RecordDiff before={before} after={after} same="The two versions are the same." />
      )}
    </details>
  );
}
