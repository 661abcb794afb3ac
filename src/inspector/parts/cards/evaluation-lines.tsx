import type { VNode } from "preact";
import type { FlowEvaluation } from "../../../testing/privy/engines/flow-run.js";
import { evaluationWords } from "../../format/flow-words.js";
import { plural } from "../../format/show-numbers.js";
import { hrefOf } from "../../state/route.js";

/** What the flows made of an order: those that started, and folded those that did not. */
export function EvaluationLines({ evaluations }: { readonly evaluations: readonly FlowEvaluation[] }): VNode {
  const started = evaluations.filter((one) => one.started);
  const others = evaluations.filter((one) => !one.started);
  return (
    <>
      {started.length === 0 && <p>No flow started.</p>}
      <Lines evaluations={started} />
      {others.length > 0 && (
        <details open={started.length === 0}>
          <summary>{plural(others.length, "flow")} did not start</summary>
          <Lines evaluations={others} />
        </details>
      )}
    </>
  );
}

function Lines({ evaluations }: { readonly evaluations: readonly FlowEvaluation[] }): VNode {
  return (
    <ul class="plain">
      {evaluations.map((one) => (
        <li key={`${one.flow}${one.requestId}`}>
          <span class={`sign ${one.started ? "tone-ok" : "faint"}`} aria-hidden="true">
            {one.started ? "→" : "·"}
          </span>{" "}
          <a href={hrefOf("flows", one.flow)}>{one.flow}</a> {evaluationWords(one)}
        </li>
      ))}
    </ul>
  );
}
