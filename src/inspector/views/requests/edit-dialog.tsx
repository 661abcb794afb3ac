import { type Signal, signal } from "@preact/signals";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { callFake } from "../../api/call-fake.js";
import { writeExactJson } from "../../api/exact-json.js";
import type { RequestDetail } from "../../api/shapes.js";
import { DialogBox } from "../../parts/dialog-box.jsx";
import { Field } from "../../parts/form-fields.jsx";
import { Loaded } from "../../parts/load-state.jsx";
import { goTo, requestHref } from "../../state/route.js";
import { messageOf, toast } from "../../state/toasts.js";
import { useResource } from "../../state/use-resource.js";

/** The request that is being edited. */
const edited: Signal<number | undefined> = signal(undefined);

/** Opens a request to be changed and sent again. */
export function editRequest(n: number): void {
  edited.value = n;
}

/** Changes the body of a request and sends it again. */
export function EditDialog(): VNode | null {
  const n = edited.value;
  if (n === undefined) return null;
  const close = (): void => {
    edited.value = undefined;
  };
  return (
    <DialogBox title={`Edit and send #${n} again`} isWide onClose={close}>
      <EditForm n={n} close={close} />
    </DialogBox>
  );
}

function EditForm({ n, close }: { readonly n: number; readonly close: () => void }): VNode {
  const resource = useResource<RequestDetail>(`/requests/${n}`, true);
  return <Loaded resource={resource}>{({ body }) => <BodyForm n={n} body={body} close={close} />}</Loaded>;
}

function BodyForm({
  n,
  body,
  close,
}: {
  readonly n: number;
  readonly body: unknown;
  readonly close: () => void;
}): VNode {
  const [text, setText] = useState(() => (body === undefined ? "{}" : writeExactJson(body)));
  const [times, setTimes] = useState("1");
  const [skipsFaults, setSkips] = useState(false);
  const [problem, setProblem] = useState<string | undefined>(undefined);

  const send = async (): Promise<void> => {
    try {
      JSON.parse(text);
      // The text as it is: parsing would round long numbers.
      const call = `{"body":${text},"times":${times},"faults":"${skipsFaults ? "skip" : "apply"}"}`;
      const { requests } = await callFake<{ requests: readonly number[] }>(
        "POST",
        `/requests/${n}/replay`,
        call,
      );
      const last = requests.at(-1);
      close();
      toast(`Sent #${n} with changes`);
      if (last !== undefined) goTo(requestHref(last));
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
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
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="form-line">
        <Field
          label="Times"
          value={times}
          onText={setTimes}
          attributes={{ type: "number", min: 1, max: 100, required: true }}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={skipsFaults}
            onChange={({ currentTarget }) => setSkips(currentTarget.checked)}
          />
          Pass by armed faults
        </label>
        <button type="submit" class="primary">
          Send
        </button>
      </div>
    </form>
  );
}
