import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { keepKey, needsKey, readFake } from "../api/call-fake.js";
import { Empty } from "../parts/empty.jsx";
import { Field, Form } from "../parts/form-fields.jsx";
import { loadAll } from "../state/live.js";

/** Asks for the key of a fake that has one. */
export function KeyForm(): VNode {
  const [key, setKey] = useState("");
  const enter = async (): Promise<void> => {
    keepKey(key.trim());
    await readFake("");
    needsKey.value = false;
    await loadAll();
  };
  return (
    <Empty title="This fake wants a key">
      <h1 class="sr">Key</h1>
      <p>It was printed when the fake was started, in the address that ends with #key=…</p>
      <Form send={enter}>
        <Field label="Key" value={key} onText={setKey} type="password" autocomplete="off" required />
        <button type="submit" class="primary">
          Enter
        </button>
      </Form>
    </Empty>
  );
}
