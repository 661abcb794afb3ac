import type { VNode } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { callFake, readFake } from "../../api/call-fake.js";
import { writeExactJson } from "../../api/exact-json.js";
import type { CheckResult, ListPage, TokenRow } from "../../api/shapes.js";
import { Choice, Field } from "../../parts/form-fields.jsx";
import { ViewPage } from "../../parts/page-head.jsx";
import { pageText } from "../../parts/page-text.jsx";
import { baseUrl } from "../../state/account.js";
import { goTo, hrefOf } from "../../state/route.js";
import { attempt, toast } from "../../state/toasts.js";
import { useLoader } from "../../state/use-loader.js";
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
  const options = country.length === 2 ? { defaultCountry: country.toUpperCase() } : undefined;
  const call = writeExactJson({ text, from: from || undefined, options }, 0);
  const loader = useLoader(
    async (signal) =>
      setChecked({ call, result: await callFake<CheckResult>("POST", "/check", call, signal) }),
    ({ message }) => setChecked({ problem: message }),
  );
  useLayoutEffect(() => {
    const timer = setTimeout(() => loader.poke(true), typingPauseMs);
    return () => clearTimeout(timer);
  }, [call]);

  const { result, problem } = checked;
  return (
    <ViewPage
      title="Check an order"
      actions={
        <>
          <button type="button" onClick={() => setText(pageText("sample"))}>
            Sample order
          </button>
          <button
            type="button"
            class="primary"
            disabled={checked.call !== call || !result?.wire || result.issues.length > 0}
            onClick={() => sendOrder(result?.wire)}
          >
            Send it
          </button>
        </>
      }
    >
      <div class="check">
        <div>
          <div class="form-line">
            <Choice label="Order of" value={from} options={platforms} onChoose={setFrom} />
            <Field
              label="Default country"
              value={country}
              onText={setCountry}
              class="short"
              maxLength={2}
              placeholder="US"
            />
          </div>
          <LinedTextarea
            label="The order as JSON"
            value={text}
            onChange={setText}
            issues={result?.issues ?? []}
          />
        </div>
        <div role="status" aria-live="polite">
          {problem && <p class="problem">{problem}</p>}
          {result && <CheckOutcome result={result} pasted={from === "" ? text : undefined} />}
        </div>
      </div>
    </ViewPage>
  );
}

/** Sends what was checked as a request of its own, with the account's first token. */
function sendOrder(wire: unknown): void {
  attempt(async () => {
    const { data } = await readFake<ListPage<TokenRow>>("/tokens?reveal=true");
    const [first] = data;
    if (!first) throw new Error("The account has no active token to send it with.");
    const { status, ok } = await fetch("/v1/orders/placed", {
      method: "POST",
      headers: { Authorization: `Bearer ${first.token}`, "Content-Type": "application/json" },
      body: writeExactJson(wire, 0),
    });
    const action = { label: "Show requests", run: () => goTo(hrefOf("requests")) };
    toast(`Sent: ${status} from ${baseUrl()}`, action, !ok);
  });
}
