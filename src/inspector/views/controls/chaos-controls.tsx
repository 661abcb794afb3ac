import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { countText } from "../../format/show-numbers.js";
import { Field } from "../../parts/form-fields.jsx";
import { chaos } from "../../state/account.js";
import { doAndSay } from "./do-and-say.js";

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
          attributes={{ type: "range", min: 1, max: 100 }}
        />
        <button
          type="button"
          onClick={() => void doAndSay("PUT", "/chaos", { rate: share / 100 }, `Chaos: ${share} %`)}
        >
          {current === undefined ? "Start" : "Change"}
        </button>
        {current !== undefined && (
          <button
            type="button"
            onClick={() => void doAndSay("DELETE", "/chaos", undefined, "Chaos has ended")}
          >
            Stop
          </button>
        )}
      </div>
      {current !== undefined && (
        <p>
          {Math.round(current.rate * 100)} % now: {countText(current.injected ?? 0)} of{" "}
          {countText(current.requests ?? 0)} requests went wrong.
        </p>
      )}
    </section>
  );
}
