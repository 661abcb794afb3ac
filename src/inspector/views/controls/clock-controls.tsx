import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { dayAndTime, offsetText } from "../../format/show-time.js";
import { Field } from "../../parts/form-fields.jsx";
import { fakeClock } from "../../state/account.js";
import { doAndSay } from "./do-and-say.js";

const steps = ["1m", "1h", "1d", "7d", "30d", "91d"] as const;

/** The buttons that move the clock; they stand in the clock's menu, too. */
export function ClockButtons(): VNode {
  const turn = fakeClock.value?.isFrozen ? "Run" : "Freeze";
  return (
    <div class="clock-buttons">
      {steps.map((by) => {
        const label = `+${by.replace(/\D/, " $&")}`;
        return (
          <button
            type="button"
            key={by}
            onClick={() => doAndSay("POST", "/clock/advance", { by }, `Clock: ${label}`)}
          >
            {label}
          </button>
        );
      })}
      <button
        type="button"
        onClick={() => doAndSay("POST", `/clock/${turn.toLowerCase()}`, {}, `Clock: ${turn}`)}
      >
        {turn}
      </button>
      <button type="button" onClick={() => doAndSay("PUT", "/clock", { at: "now" }, "Clock: now")}>
        Back to now
      </button>
    </div>
  );
}

/** Everything about the fake's time. */
export function ClockControls(): VNode {
  const clock = fakeClock.value;
  const [at, setAt] = useState("");
  return (
    <section class="card" id="time">
      <h2>Time</h2>
      {clock !== undefined && (
        <p>
          <strong>{dayAndTime(clock.nowMs)}</strong> UTC, {clock.isFrozen ? "frozen" : "running"}{" "}
          {offsetText(clock.offsetMs)}
        </p>
      )}
      <ClockButtons />
      <form
        class="form-line"
        onSubmit={(event) => {
          event.preventDefault();
          void doAndSay("PUT", "/clock", { at: `${at}Z` }, `Clock: ${at}`);
        }}
      >
        <Field
          label="Set to (UTC)"
          value={at}
          onText={setAt}
          attributes={{ type: "datetime-local", step: 1, required: true }}
        />
        <button type="submit">Set</button>
      </form>
    </section>
  );
}
