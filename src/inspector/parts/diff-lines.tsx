import type { VNode } from "preact";
import { diffRecords, type FieldDiff } from "../diff/record-diff.js";
import { ShownValue } from "./shown-value.jsx";

const signs = { added: "+", removed: "−", changed: "~" } as const;

/** Whether a number became text, or the other way: only quotes tell them apart. */
const isSameText = ({ before, after }: FieldDiff): boolean => String(before) === String(after);

/** The differences, one a line: `~ total_amount 104.50 → 114.50`. */
export function DiffLines({
  diffs,
  same,
}: {
  readonly diffs: readonly FieldDiff[];
  readonly same?: string | undefined;
}): VNode {
  if (diffs.length === 0) return <p class="faint">{same ?? "Nothing changed."}</p>;
  return (
    <ul class="diff">
      {diffs.map((one) => (
        <li key={`${one.kind}${one.path}`} class={`diff-${one.kind}`}>
          <span class="sign" aria-hidden="true">
            {signs[one.kind]}
          </span>
          <span class="sr">{one.kind} </span>
          <code class="path">{one.path}</code>{" "}
          {one.kind !== "added" && (
            <del>
              <ShownValue value={one.before} isQuoted={isSameText(one)} />
            </del>
          )}
          {one.kind === "changed" && <span aria-hidden="true"> → </span>}
          {one.kind !== "removed" && (
            <ins>
              <ShownValue value={one.after} isQuoted={isSameText(one)} />
            </ins>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What is different between two records. */
export function RecordDiff({
  before,
  after,
  same,
}: {
  readonly before: object;
  readonly after: object;
  readonly same?: string | undefined;
}): VNode {
  return <DiffLines diffs={diffRecords(before, after, ["updated_at"])} same={same} />;
}
