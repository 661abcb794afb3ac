import type { VNode } from "preact";
import { readExactJson } from "../../api/exact-json.js";
import type { CheckResult } from "../../api/shapes.js";
import { noFlowWords } from "../../format/flow-words.js";
import { pathAsText } from "../../format/line-of-path.js";
import { plural } from "../../format/show-numbers.js";
import { EvaluationLines } from "../../parts/cards/evaluation-lines.jsx";
import { OrderCard } from "../../parts/cards/order-card.jsx";
import { RecordDiff } from "../../parts/diff-lines.jsx";
import { JsonTree } from "../../parts/json-tree.jsx";
import { StatusMark } from "../../parts/marks.jsx";

/** What would be sent, and what Privy would do with it. */
export function CheckOutcome({
  result,
  pasted,
  isMapped,
}: {
  readonly result: CheckResult;
  readonly pasted: string;
  /** Whether the pasted order is a shop's own, which has nothing to compare with. */
  readonly isMapped: boolean;
}): VNode {
  const { issues, warnings, wire, would } = result;
  const before = isMapped ? undefined : recordIn(pasted);
  return (
    <>
      <h2>
        {issues.length === 0 ? "It can be sent" : `It would not be sent: ${plural(issues.length, "issue")}`}
      </h2>
      {warnings.length > 0 && (
        <ul class="hints" aria-label="Warnings">
          {warnings.map((warning) => {
            const [path, message] =
              typeof warning === "string" ? ["", warning] : [pathAsText(warning.path ?? ""), warning.message];
            return (
              <li key={`${path}${message}`}>
                <span class="sign" aria-hidden="true">
                  !
                </span>{" "}
                <code>{path}</code> {message}
              </li>
            );
          })}
        </ul>
      )}
      {typeof wire === "object" && wire !== null && (
        <section>
          <h3>What would be sent</h3>
          {before === undefined ? (
            <JsonTree value={wire} label="What would be sent" />
          ) : (
            <>
              <RecordDiff before={before} after={wire} same="Exactly what was pasted." />
              <details>
                <summary>All of it</summary>
                <JsonTree value={wire} label="What would be sent" />
              </details>
            </>
          )}
        </section>
      )}
      {would && (
        <section>
          <h3>What Privy would do</h3>
          <p>
            <StatusMark status={would.status} seen={would.status} /> {would.outcome ?? "refused"}
          </p>
          {would.details !== undefined && would.details.length > 0 && (
            <ul class="plain">
              {would.details.map(({ field, message }) => (
                <li key={`${field}${message}`}>
                  <code>{field}</code> {message}
                </li>
              ))}
            </ul>
          )}
          {would.before && would.after && <RecordDiff before={would.before} after={would.after} />}
          {!would.before && would.after && <OrderCard order={would.after} />}
          {would.after && (
            <>
              <h3>Flows</h3>
              {would.evaluations === undefined || would.evaluations.length === 0 ? (
                <p class="faint">{noFlowWords(!would.before)}</p>
              ) : (
                <EvaluationLines evaluations={would.evaluations} />
              )}
            </>
          )}
        </section>
      )}
    </>
  );
}

function recordIn(text: string): object | undefined {
  try {
    const value = readExactJson(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
