import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { Buttons, Choice, Field } from "../../parts/form-fields.jsx";
import { attempt } from "../../state/toasts.js";
import { doAndSay } from "./do-and-say.jsx";

const groups: Readonly<Record<string, string>> = {
  Statuses: "400 401 403 404 408 409 422 429 500 501 502 503 504",
  Connection: "reset refused network-error answer-lost no-answer",
  Body: "half-body truncated-json malformed-json empty-body endless-body html-200 html-502 html-503",
  Slow: "slow-headers slow-body clock-skew",
  Credentials: "expired-token",
};

const scopes = ["order", "email", "path", "method", "token"];

/** Arms faults: which, how often, and for which requests. */
export function FaultForm(): VNode {
  const [times, setTimes] = useState("1");
  const [scope, setScope] = useState("");
  const [value, setValue] = useState("");
  const arm = (fault: string): void =>
    attempt(async () => {
      const when = scope && value.trim() ? { [scope]: value.trim() } : undefined;
      await doAndSay("POST", "/faults", { fault, times: Number(times) || times, when }, `Armed: ${fault}`);
      if (fault === "expired-token")
        await doAndSay("POST", "/tokens", {}, "A new token is made; see Connect");
    });
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
        {scope && <Field label="Value (* for anything)" value={value} onText={setValue} />}
      </div>
      {Object.entries(groups).map(([label, names]) => (
        <Buttons key={label} label={label} options={names.split(" ")} onChoose={arm} />
      ))}
      <p class="faint">
        The API token is gone for good: Connect shows a new one. An OAuth client fetches another.
      </p>
    </section>
  );
}
