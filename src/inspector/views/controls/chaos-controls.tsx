import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { countText } from "../../format/show-numbers.js";
import { Field } from "../../parts/form-fields.jsx";
import { chaos } from "../../state/account.js";
import { Do } from "./do-and-say.jsx";

/** Lets a share of all requests go wrong, in every way that a caller who tries again gets over. */
export function ChaosControls(): VNode {
  const current = chaos.value;
  const [share, setShare] = useState(Math.round((current?.rate ?? 0.2) * 100));
  return (
    <section class="card">
      <h2>Chaos</h2>
      <div class="form-line">
        <Field
          label={`Share of all requests: ${share} %`}
          value={share}
          onText={(text) => setShare(Number(text))}
          type="range"
          min={1}
          max={100}
        />
        <Do method="PUT" path="/chaos" body={{ rate: share / 100 }} done={`Chaos: ${share} %`}>
          {current ? "Change" : "Start"}
        </Do>
        {current && (
          <Do method="DELETE" path="/chaos" done="Chaos has ended">
            Stop
          </Do>
        )}
      </div>
      {current && (
        <p>
          {Math.round(current.rate * 100)} % now: {countText(current.injected ?? 0)} of{" "}
          {countText(current.requests ?? 0)} requests went wrong.
        </p>
      )}
    </section>
  );
}
