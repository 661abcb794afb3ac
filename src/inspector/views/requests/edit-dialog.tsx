import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { writeExactJson } from "../../api/exact-json.js";
import type { RequestDetail } from "../../api/shapes.js";
import { Field, Form, Tick } from "../../parts/form-fields.jsx";
import { Loaded } from "../../parts/load-state.jsx";
import { closeDialog, openDialog } from "../../state/dialog.js";
import { goTo, requestHref } from "../../state/route.js";
import { toast } from "../../state/toasts.js";
import { replay } from "./replay.js";

/** Opens a request to be changed and sent again. */
export function editRequest(n: number): void {
  openDialog(
    `Edit and send #${n} again`,
    <Loaded path={`/requests/${n}`} isFixed>
      {({ body }: RequestDetail) => <BodyForm n={n} body={body} />}
    </Loaded>,
    true,
  );
}

function BodyForm({ n, body = {} }: { readonly n: number; readonly body: unknown }): VNode {
  const [text, setText] = useState(() => writeExactJson(body));
  const [times, setTimes] = useState("1");
  const [skipsFaults, setSkips] = useState(false);

  const send = async (): Promise<void> => {
    JSON.parse(text);
    // The text as it is: parsing would round long numbers.
    const call = `{"body":${text},"times":${times},"faults":"${skipsFaults ? "skip" : "apply"}"}`;
    const last = await replay(n, call);
    closeDialog();
    toast(`Sent #${n} with changes`);
    goTo(requestHref(last));
  };
  return (
    <Form send={send}>
      <label>
        Body
        <textarea
          class="code"
          rows={18}
          spellcheck={false}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <Field label="Times" value={times} onText={setTimes} type="number" min={1} max={100} required />
      <Tick label="Pass by armed faults" isOn={skipsFaults} onTick={setSkips} />
      <button type="submit" class="primary">
        Send
      </button>
    </Form>
  );
}
