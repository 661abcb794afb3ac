import type { VNode } from "preact";
import { scopeWords, timesWords } from "../../format/fault-words.js";
import { plural } from "../../format/show-numbers.js";
import { PageHead } from "../../parts/page-head.jsx";
import { armedFaults, pendingFaults } from "../../state/account.js";
import { ChaosControls } from "./chaos-controls.jsx";
import { ClockControls } from "./clock-controls.jsx";
import { doAndSay, resetAccount } from "./do-and-say.js";
import { FaultForm } from "./fault-form.jsx";
import { RateControls } from "./rate-controls.jsx";
import { SnapshotPanel } from "./snapshot-panel.jsx";

/** What one can make go wrong, and everything about time. */
export function ControlsView(): VNode {
  return (
    <div class="scroll page">
      <PageHead title="Faults & time">
        <button type="button" class="danger" onClick={() => void resetAccount()}>
          Reset the account
        </button>
      </PageHead>
      <section class="card" id="armed">
        <h2>Armed: {plural(armedFaults.value, "fault")}</h2>
        <ArmedFaults />
      </section>
      <FaultForm />
      <ChaosControls />
      <ClockControls />
      <RateControls />
      <SnapshotPanel />
    </div>
  );
}

function ArmedFaults(): VNode {
  const faults = pendingFaults.value;
  if (armedFaults.value === 0)
    return <p class="faint">No fault is set: every request is handled as Privy would.</p>;
  return (
    <>
      <ul class="plain">
        {faults.map(({ id, names, times, when }) => (
          <li key={id} class="armed">
            <span class="sign tone-bad" aria-hidden="true">
              !
            </span>
            <span>
              <strong>{names.join(", ")}</strong> {timesWords(times)} {scopeWords(when)}
            </span>
            <button
              type="button"
              aria-label={`Take ${names.join(", ")} back`}
              onClick={() =>
                void doAndSay("DELETE", `/faults/${encodeURIComponent(id)}`, undefined, "Taken back")
              }
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        onClick={() => void doAndSay("DELETE", "/faults", undefined, "All faults are taken back")}
      >
        Take all back
      </button>
    </>
  );
}
