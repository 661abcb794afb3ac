import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { ListPage, SnapshotRow } from "../../api/shapes.js";
import { plural } from "../../format/show-numbers.js";
import { dayAndTime } from "../../format/show-time.js";
import { Field } from "../../parts/form-fields.jsx";
import { Loaded } from "../../parts/load-state.jsx";
import { useResource } from "../../state/use-resource.js";
import { doAndSay, restoreSnapshot } from "./do-and-say.js";

/** Snapshots of the whole account: taken, restored, forgotten. */
export function SnapshotPanel(): VNode {
  const resource = useResource<ListPage<SnapshotRow>>("/snapshots");
  const [name, setName] = useState("");
  const take = async (): Promise<void> => {
    const body = name.trim() === "" ? {} : { name: name.trim() };
    const taken = await doAndSay<SnapshotRow>("POST", "/snapshots", body, "Snapshot taken");
    if (taken !== undefined) setName("");
  };
  return (
    <section class="card">
      <h2>Snapshots</h2>
      <form
        class="form-line"
        onSubmit={(event) => {
          event.preventDefault();
          void take();
        }}
      >
        <Field label="Name" value={name} onText={setName} attributes={{ maxLength: 100 }} />
        <button type="submit">Take a snapshot</button>
      </form>
      <Loaded resource={resource}>
        {({ data }) =>
          data.length === 0 ? (
            <p class="faint">None is kept.</p>
          ) : (
            <ul class="plain">
              {data.toReversed().map((one) => (
                <li key={one.id} class="armed">
                  <span>
                    <strong>{one.name}</strong> {dayAndTime(one.takenAt)}: {plural(one.orders, "order")},{" "}
                    {plural(one.contacts, "contact")}
                  </span>
                  <button
                    type="button"
                    onClick={() => void restoreSnapshot(one.id, `${one.name} is restored`)}
                  >
                    Restore
                  </button>
                  <button
                    type="button"
                    aria-label={`Delete ${one.name}`}
                    onClick={() =>
                      void doAndSay(
                        "DELETE",
                        `/snapshots/${encodeURIComponent(one.id)}`,
                        undefined,
                        "Snapshot deleted",
                      )
                    }
                  >
                    ✕
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
