import type { VNode } from "preact";
import { readExactJson } from "../../api/exact-json.js";
import type { CheckResult } from "../../api/shapes.js";
import { pathAsText } from "../../format/line-of-path.js";
import { plural } from "../../format/show-numbers.js";
import { RecordDiff } from "../../parts/cards/diff-lines.jsx";
import { Effects } from "../../parts/cards/effects.jsx";
import { JsonTree } from "../../parts/json-tree.jsx";
import { Notes, StatusMark } from "../../parts/marks.jsx";
import { Section } from "../../parts/page-head.jsx";

/** What would be sent, and what Privy would do with it. */
export function CheckOutcome({
  result: { issues, warnings, wire, would },
  pasted,
}: {
  readonly result: CheckResult;
  /** Undefined for a shop's own order, which is nothing to compare with. */
  readonly pasted: string | undefined;
}): VNode {
  const before = recordIn(pasted);
  const tree = <JsonTree value={wire} label="What would be sent" />;
  return (
    <>
      <h2>
        {issues.length === 0 ? "It can be sent" : `It would not be sent: ${plural(issues.length, "issue")}`}
      </h2>
      <Notes
        of={warnings.map(({ path, message }) => ({ field: pathAsText(path), message }))}
        label="Warnings"
      />
      {wire && (
        <Section title="What would be sent">
          {before ? (
            <>
              <RecordDiff before={before} after={wire} same="Exactly what was pasted." />
              <details>
                <summary>All of it</summary>
                {tree}
              </details>
            </>
          ) : (
            tree
          )}
        </Section>
      )}
      {would && (
        <>
          <Section title="What Privy would do">
            <p>
              <StatusMark status={would.status} seen={would.status} /> {would.outcome ?? "refused"}
            </p>
            <Notes isBad of={would.details ?? []} />
          </Section>
          {would.after && (
            <Effects
              effects={{
                order: { before: would.before, after: would.after },
                contact: would.contact,
                evaluations: would.evaluations,
              }}
            />
          )}
        </>
      )}
    </>
  );
}

function recordIn(text = ""): object | undefined {
  try {
    const value = readExactJson(text);
    return value instanceof Object ? value : undefined;
  } catch {
    return undefined;
  }
}
