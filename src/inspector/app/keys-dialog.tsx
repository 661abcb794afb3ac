import type { VNode } from "preact";
import { Tick } from "../parts/form-fields.jsx";
import { Facts } from "../parts/marks.jsx";
import { openDialog } from "../state/dialog.js";
import { singleKeys } from "../state/settings.js";

/** Shows what each key does. */
export function openKeys(): void {
  openDialog("Keys", <Keys />);
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
function Keys(): VNode {
  return (
    <>
      <Facts facts={keys.map(([key, does]) => [<kbd key={key}>{key}</kbd>, does])} />
      <Tick
        label="Single letters do something"
        isOn={singleKeys.value}
        onTick={(isOn) => {
          singleKeys.value = isOn;
        }}
      />
    </>
  );
}
