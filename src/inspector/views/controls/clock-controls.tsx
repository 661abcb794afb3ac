import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { dayAndTime, offsetText } from "../../format/show-time.js";
import { Field, Form } from "../../parts/form-fields.jsx";
import { fakeClock } from "../../state/account.js";
import { Do, doAndSay } from "./do-and-say.jsx";

const steps = ["1 m", "1 h", "1 d", "7 d", "30 d", "91 d"];

/** The buttons that move the clock; they stand in the clock's menu, too. */
export function ClockButtons(): VNode {
  const turn = fakeClock.value?.isFrozen ? "Run" : "Freeze";
  return (
    <div class="clock-buttons">
      {steps.map((step) => (
        <Do key={step} path="/clock/advance" body={{ by: step.replace(" ", "") }} done={`Clock: +${step}`}>
          +{step}
        </Do>
      ))}
      <Do path={`/clock/${turn.toLowerCase()}`} done={`Clock: ${turn}`}>
        {turn}
      </Do>
      <Do method="PUT" path="/clock" body={{ at: "now" }} done="Clock: now">
        Back to now
      </Do>
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
      {clock && (
        <p>
          <strong>{dayAndTime(clock.nowMs)}</strong> UTC, {clock.isFrozen ? "frozen" : "running"}{" "}
          {offsetText(clock.offsetMs)}
        </p>
      )}
      <ClockButtons />
      <Form send={() => doAndSay("PUT", "/clock", { at: `${at}Z` }, `Clock: ${at}`)}>
        <Field label="Set to (UTC)" value={at} onText={setAt} type="datetime-local" step={1} required />
        <button type="submit">Set</button>
      </Form>
    </section>
  );
}
