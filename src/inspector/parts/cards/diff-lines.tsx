import type { VNode } from "preact";
import { diffRecords, type FieldDiff } from "../../diff/record-diff.js";
import { Sign } from "../marks.jsx";
import { ShownValue } from "./shown-value.jsx";

const signs = { added: "+", removed: "−", changed: "~" } as const;

/** The differences, one a line: `~ total_amount 104.50 → 114.50`. */
export function DiffLines({
  diffs,
  same = "Nothing changed.",
}: {
  readonly diffs: readonly FieldDiff[];
  readonly same?: string | undefined;
}): VNode {
  if (diffs.length === 0) return <p class="faint">{same}</p>;
  return (
    <ul class="diff">
      {diffs.map(({ kind, path, before, after }) => {
        // Whether a number became text, or the other way: only quotes tell them apart.
        const isQuoted = String(before) === String(after);
        return (
          <li key={`${kind}${path}`} class={`diff-${kind}`}>
            <Sign>{signs[kind]}</Sign>
            <span class="sr">{kind} </span>
            <code>{path}</code>{" "}
            {kind !== "added" && (
              <del>
                <ShownValue value={before} isQuoted={isQuoted} />
              </del>
            )}
            {kind === "changed" && <span aria-hidden="true"> → </span>}
            {kind !== "removed" && (
              <ins>
                <ShownValue value={after} isQuoted={isQuoted} />
              </ins>
            )}
          </li>
        );
      })}
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
