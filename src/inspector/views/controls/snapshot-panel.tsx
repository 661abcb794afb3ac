import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { SnapshotRow } from "../../api/shapes.js";
import { plural } from "../../format/show-numbers.js";
import { dayAndTime } from "../../format/show-time.js";
import { Field, Form } from "../../parts/form-fields.jsx";
import { LoadedItems } from "../../parts/load-state.jsx";
import { Do, doAndSay, restoreSnapshot } from "./do-and-say.jsx";

const newestFirst = (rows: readonly SnapshotRow[]): readonly SnapshotRow[] => rows.toReversed();

/** Snapshots of the whole account: taken, restored, forgotten. */
export function SnapshotPanel(): VNode {
  const [name, setName] = useState("");
  const take = async (): Promise<void> => {
    await doAndSay("POST", "/snapshots", { name: name.trim() || undefined }, "Snapshot taken");
    setName("");
  };
  return (
    <section class="card">
      <h2>Snapshots</h2>
      <Form send={take}>
        <Field label="Name" value={name} onText={setName} maxLength={100} />
        <button type="submit">Take a snapshot</button>
      </Form>
      <LoadedItems path="/snapshots" none="None is kept." from={newestFirst}>
        {({ id, name: title, takenAt, orders, contacts }: SnapshotRow) => (
          <div class="armed">
            <span>
              <strong>{title}</strong> {dayAndTime(takenAt)}: {plural(orders, "order")},{" "}
              {plural(contacts, "contact")}
            </span>
            <button type="button" onClick={() => restoreSnapshot(id, `${title} is restored`)}>
              Restore
            </button>
            <Do
              method="DELETE"
              path={`/snapshots/${encodeURIComponent(id)}`}
              done="Snapshot deleted"
              label={`Delete ${title}`}
            >
              ✕
            </Do>
          </div>
        )}
      </LoadedItems>
    </section>
  );
}
