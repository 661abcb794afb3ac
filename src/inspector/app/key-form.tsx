import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { callFake, keepKey, needsKey } from "../api/call-fake.js";
import { Field } from "../parts/form-fields.jsx";
import { Empty } from "../parts/load-state.jsx";
import { loadAll } from "../state/live.js";
import { messageOf } from "../state/toasts.js";

/** Asks for the key of a fake that has one. */
export function KeyForm(): VNode {
  const [key, setKey] = useState("");
  const [problem, setProblem] = useState("");
  const enter = async (): Promise<void> => {
    keepKey(key.trim());
    try {
      await callFake("GET", "");
      needsKey.value = false;
      await loadAll();
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <Empty title="This fake wants a key">
      <h1 class="sr">Key</h1>
      <p>It was printed when the fake was started, in the address that ends with #key=…</p>
      <form
        class="form-line"
        onSubmit={(event) => {
          event.preventDefault();
          void enter();
        }}
      >
        <Field
          label="Key"
          value={key}
          onText={setKey}
          attributes={{ type: "password", autocomplete: "off", required: true }}
        />
        <button type="submit" class="primary">
          Enter
        </button>
      </form>
      <p class="problem" role="alert">
        {problem}
      </p>
    </Empty>
  );
}
