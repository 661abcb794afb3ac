import { type Signal, signal } from "@preact/signals";
import type { VNode } from "preact";
import { DialogBox } from "../parts/dialog-box.jsx";
import { singleKeys } from "../state/settings.js";

const isOpen: Signal<boolean> = signal(false);

/** Shows what each key does. */
export function openKeys(): void {
  isOpen.value = true;
}

const keys: readonly (readonly [keys: string, does: string])[] = [
  ["J K ↓ ↑", "next, previous row"],
  ["Enter", "open the row"],
  ["O", "its order"],
  ["U", "its contact"],
  ["Esc", "back to the list"],
  ["Home End PgUp PgDn", "move in the list"],
  ["/", "filter"],
  ["Ctrl K", "go to anything"],
  ["R", "replay"],
  ["E", "edit and replay"],
  ["C", "copy as curl"],
  ["Shift C", "copy as SDK code"],
  ["X", "mark a request"],
  ["D", "compare the two marked"],
  ["P", "pause, resume"],
  ["F", "faults"],
  ["T", "time"],
  ["1 – 9", "views"],
  ["?", "this list"],
];

/** All keys, and the switch for single letters. */
export function KeysDialog(): VNode | null {
  if (!isOpen.value) return null;
  return (
    <DialogBox
      title="Keys"
      onClose={() => {
        isOpen.value = false;
      }}
    >
      <dl class="facts keys">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input
          type="checkbox"
          checked={singleKeys.value}
          onChange={({ currentTarget }) => {
            singleKeys.value = currentTarget.checked;
          }}
        />
        Single letters do something
      </label>
    </DialogBox>
  );
}
