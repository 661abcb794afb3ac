import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { Choice, Field } from "../../parts/form-fields.jsx";
import { doAndSay } from "./do-and-say.js";

const groups: readonly (readonly [label: string, names: readonly string[], note?: string])[] = [
  ["Statuses", ["400", "401", "403", "404", "408", "409", "422", "429", "500", "501", "502", "503", "504"]],
  ["Connection", ["reset", "refused", "network-error", "answer-lost", "no-answer"]],
  [
    "Body",
    [
      "half-body",
      "truncated-json",
      "malformed-json",
      "empty-body",
      "endless-body",
      "html-200",
      "html-502",
      "html-503",
    ],
  ],
  ["Slow", ["slow-headers", "slow-body", "clock-skew"]],
  [
    "Credentials",
    ["expired-token"],
    "The API token is gone for good: Connect shows a new one. An OAuth client fetches another.",
  ],
];

const scopes = ["order", "email", "path", "method", "token"] as const;

/** Arms faults: which, how often, and for which requests. */
export function FaultForm(): VNode {
  const [times, setTimes] = useState("1");
  const [scope, setScope] = useState("");
  const [value, setValue] = useState("");
  const arm = async (fault: string): Promise<void> => {
    const count = times === "always" ? "always" : Math.max(1, Number(times) || 1);
    const when = scope === "" || value.trim() === "" ? undefined : { [scope]: value.trim() };
    const body = { fault, times: count, ...(when === undefined ? {} : { when }) };
    const armed = await doAndSay("POST", "/faults", body, `Armed: ${fault}`);
    if (armed !== undefined && fault === "expired-token") {
      await doAndSay("POST", "/tokens", {}, "A new token is made; see Connect");
    }
  };
  return (
    <section class="card">
      <h2>Make the next request go wrong</h2>
      <div class="form-line">
        <Choice
          label="Times"
          value={times}
          options={["1", "2", "3", "5", "10", "100", "always"]}
          onChoose={setTimes}
        />
        <Choice
          label="Only for"
          value={scope}
          options={[["", "every request"], ...scopes]}
          onChoose={setScope}
        />
        {scope !== "" && <Field label="Value (* for anything)" value={value} onText={setValue} />}
      </div>
      {groups.map(([label, names, note]) => (
        <fieldset key={label} class="fault-group">
          <legend>{label}</legend>
          {names.map((name) => (
            <button type="button" key={name} onClick={() => void arm(name)}>
              {name}
            </button>
          ))}
          {note !== undefined && <p class="faint">{note}</p>}
        </fieldset>
      ))}
    </section>
  );
}
