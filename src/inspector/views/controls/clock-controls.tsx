import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { callFake } from "../../api/call-fake.js";
import type { ShownClock } from "../../api/shapes.js";
import { dayAndTime, offsetText } from "../../format/show-time.js";
import { Field } from "../../parts/form-fields.jsx";
import { accountVersion, fakeClock, setClock } from "../../state/account.js";
import { toast, toastError } from "../../state/toasts.js";

const steps = ["1m", "1h", "1d", "7d", "30d", "91d"] as const;

/** Moves the fake's clock, and shows where it stands then. */
async function moveClock(method: string, path: string, body: unknown): Promise<void> {
  try {
    const clock = await callFake<ShownClock>(method, path, body);
    setClock(clock);
    accountVersion.value += 1;
    toast(`It is ${dayAndTime(clock.now)} now.`);
  } catch (error) {
    toastError(error);
  }
}

/** The buttons that move the clock; they stand in the clock's menu, too. */
export function ClockButtons(): VNode {
  const clock = fakeClock.value;
  return (
    <div class="clock-buttons">
      {steps.map((by) => (
        <button type="button" key={by} onClick={() => void moveClock("POST", "/clock/advance", { by })}>
          +{by.replace(/(\d+)/, "$1 ")}
        </button>
      ))}
      {clock?.isFrozen ? (
        <button type="button" onClick={() => void moveClock("POST", "/clock/run", {})}>
          Run
        </button>
      ) : (
        <button type="button" onClick={() => void moveClock("POST", "/clock/freeze", {})}>
          Freeze
        </button>
      )}
      <button type="button" onClick={() => void moveClock("PUT", "/clock", { at: "now" })}>
        Back to now
      </button>
    </div>
  );
}

/** Everything about the fake's time. */
export function ClockControls(): VNode {
  const clock = fakeClock.value;
  const [at, setAt] = useState("");
  const iso = new Date(`${at}${at.length === 16 ? ":00Z" : "Z"}`);
  return (
    <section class="card" id="time">
      <h2>Time</h2>
      {clock !== undefined && (
        <p>
          <strong class="number">{dayAndTime(clock.nowMs)}</strong> UTC,{" "}
          {clock.isFrozen ? "frozen" : "running"} {offsetText(clock.offsetMs)}
        </p>
      )}
      <ClockButtons />
      <form
        class="form-line"
        onSubmit={(event) => {
          event.preventDefault();
          if (!Number.isNaN(iso.getTime())) void moveClock("PUT", "/clock", { at: iso.toISOString() });
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
