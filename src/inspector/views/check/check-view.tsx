import type { VNode } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { callFake } from "../../api/call-fake.js";
import { writeExactJson } from "../../api/exact-json.js";
import type { CheckResult } from "../../api/shapes.js";
import { Choice, Field } from "../../parts/form-fields.jsx";
import { PageHead } from "../../parts/page-head.jsx";
import { pageText } from "../../parts/page-text.jsx";
import { accountVersion, info } from "../../state/account.js";
import { createLoader } from "../../state/loader.js";
import { goTo, hrefOf } from "../../state/route.js";
import { toast, toastError } from "../../state/toasts.js";
import { CheckOutcome } from "./check-outcome.jsx";
import { LinedTextarea } from "./lined-textarea.jsx";

const typingPauseMs = 300;
const platforms = [["", "privy-orders"], "shopify", "woocommerce", "stripe", "medusa"] as const;

interface Checked {
  /** What was asked. */
  readonly call?: string;
  readonly result?: CheckResult;
  readonly problem?: string;
}

/** Shows what would come of an order, before it is sent. */
export function CheckView(): VNode {
  const [text, setText] = useState(() => pageText("sample"));
  const [from, setFrom] = useState("");
  const [country, setCountry] = useState("");
  const [checked, setChecked] = useState<Checked>({});
  const version = accountVersion.value;
  const call = writeExactJson(
    {
      text,
      ...(from === "" ? {} : { from }),
      ...(country.length === 2 ? { options: { defaultCountry: country.toUpperCase() } } : {}),
    },
    0,
  );
  const latest = useRef(call);
  latest.current = call;
  const loader = useMemo(
    () =>
      createLoader(
        async (signal) => {
          const asked = latest.current;
          setChecked({ call: asked, result: await callFake<CheckResult>("POST", "/check", asked, signal) });
        },
        ({ message }) => setChecked({ problem: message }),
      ),
    [],
  );
  useLayoutEffect(() => loader.stop, []);
  useLayoutEffect(() => {
    const timer = setTimeout(() => loader.poke(true), typingPauseMs);
    return () => clearTimeout(timer);
  }, [call]);
  useLayoutEffect(() => loader.poke(), [version]);

  const { result, problem } = checked;
  return (
    <div class="scroll page">
      <PageHead title="Check an order">
        <button type="button" onClick={() => setText(pageText("sample"))}>
          Sample order
        </button>
        <button
          type="button"
          class="primary"
          disabled={checked.call !== call || !result?.wire || result.issues.length > 0}
          onClick={() => void sendOrder(result?.wire)}
        >
          Send it
        </button>
      </PageHead>
      <div class="check">
        <div>
          <div class="form-line">
            <Choice label="Order of" value={from} options={platforms} onChoose={setFrom} />
            <Field
              label="Default country"
              value={country}
              onText={setCountry}
              attributes={{ class: "short", maxLength: 2, placeholder: "US" }}
            />
          </div>
          <LinedTextarea
            label="The order as JSON"
            value={text}
            onChange={setText}
            issues={result?.issues ?? []}
          />
        </div>
        <div role="status" aria-live="polite" class="check-outcome">
          {problem !== undefined && <p class="problem">{problem}</p>}
          {result !== undefined && <CheckOutcome result={result} pasted={text} isMapped={from !== ""} />}
        </div>
      </div>
    </div>
  );
}

/** Sends what was checked as a request of its own, with the account's first token. */
async function sendOrder(wire: unknown): Promise<void> {
  try {
    const { data } = await callFake<{ data: readonly { token: string }[] }>("GET", "/tokens?reveal=true");
    const [first] = data;
    if (first === undefined) throw new Error("The account has no active token to send it with.");
    const response = await fetch("/v1/orders/placed", {
      method: "POST",
      headers: { Authorization: `Bearer ${first.token}`, "Content-Type": "application/json" },
      body: writeExactJson(wire, 0),
    });
    toast(`Sent: ${response.status} from ${info.peek()?.baseUrl ?? ""}`, {
      isBad: !response.ok,
      action: { label: "Show requests", run: () => goTo(hrefOf("requests")) },
    });
  } catch (error) {
    toastError(error);
  }
}
