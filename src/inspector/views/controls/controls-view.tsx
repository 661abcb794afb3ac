import type { VNode } from "preact";
import { scopeWords, timesWords } from "../../format/fault-words.js";
import { plural } from "../../format/show-numbers.js";
import { Items } from "../../parts/items.jsx";
import { Sign } from "../../parts/marks.jsx";
import { ViewPage } from "../../parts/page-head.jsx";
import { armedFaults, pendingFaults } from "../../state/account.js";
import { ChaosControls } from "./chaos-controls.jsx";
import { ClockControls } from "./clock-controls.jsx";
import { Do, resetAccount } from "./do-and-say.jsx";
import { FaultForm } from "./fault-form.jsx";
import { RateControls } from "./rate-controls.jsx";
import { SnapshotPanel } from "./snapshot-panel.jsx";

/** What one can make go wrong, and everything about time. */
export function ControlsView(): VNode {
  return (
    <ViewPage
      title="Faults & time"
      actions={
        <button type="button" class="danger" onClick={resetAccount}>
          Reset the account
        </button>
      }
    >
      <section class="card">
        <h2>Armed: {plural(armedFaults.value, "fault")}</h2>
        <ArmedFaults />
      </section>
      <FaultForm />
      <ChaosControls />
      <ClockControls />
      <RateControls />
      <SnapshotPanel />
    </ViewPage>
  );
}

function ArmedFaults(): VNode {
  if (armedFaults.value === 0)
    return <p class="faint">No fault is set: every request is handled as Privy would.</p>;
  return (
    <>
      <Items of={pendingFaults.value}>
        {({ id, names, times, when }) => (
          <div class="armed">
            <Sign tone="tone-bad">!</Sign>
            <span>
              <strong>{names.join(", ")}</strong> {timesWords(times)} {scopeWords(when)}
            </span>
            <Do
              method="DELETE"
              path={`/faults/${encodeURIComponent(id)}`}
              done="Taken back"
              label={`Take ${names.join(", ")} back`}
            >
              ✕
            </Do>
          </div>
        )}
      </Items>
      <Do method="DELETE" path="/faults" done="All faults are taken back">
        Take all back
      </Do>
    </>
  );
}
