import type { VNode } from "preact";
import type { FlowEvaluation } from "../../../testing/privy/engines/flow-run.js";
import { evaluationWords } from "../../format/flow-words.js";
import { plural } from "../../format/show-numbers.js";
import { hrefOf } from "../../state/route.js";
import { Items } from "../items.jsx";
import { Sign } from "../marks.jsx";
import { Section } from "../page-head.jsx";

/** What the flows made of an order: those that started, and folded those that did not. */
export function EvaluationLines({ evaluations }: { readonly evaluations: readonly FlowEvaluation[] }): VNode {
  const started = evaluations.filter((one) => one.started);
  const others = evaluations.filter((one) => !one.started);
  return (
    <Section title="Flows">
      <Lines
        of={started}
        none={
          others.length > 0
            ? "No flow started."
            : "No flow looked at it: order_placed fires once only, when the order is new; order_received once fulfillment_status becomes delivered."
        }
      />
      {others.length > 0 && (
        <details open={started.length === 0}>
          <summary>{plural(others.length, "flow")} did not start</summary>
          <Lines of={others} />
        </details>
      )}
    </Section>
  );
}

function Lines(list: { readonly of: readonly FlowEvaluation[]; readonly none?: string }): VNode {
  return (
    <Items {...list}>
      {(one: FlowEvaluation) => (
        <>
          <Sign tone={one.started ? "tone-ok" : "faint"}>{one.started ? "→" : "·"}</Sign>{" "}
          <a href={hrefOf("flows", one.flow)}>{one.flow}</a> {evaluationWords(one)}
        </>
      )}
    </Items>
  );
}
