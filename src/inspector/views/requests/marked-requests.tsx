import { type Signal, signal } from "@preact/signals";
import type { VNode } from "preact";
import type { RequestDetail } from "../../api/shapes.js";
import { RecordDiff } from "../../parts/cards/diff-lines.jsx";
import { Loaded } from "../../parts/load-state.jsx";
import { openDialog } from "../../state/dialog.js";
import { toast } from "../../state/toasts.js";

/** The requests that are marked, two at most. */
export const marked: Signal<readonly number[]> = signal([]);

/** Marks a request, or takes its mark away; the third mark takes the place of the first. */
export function toggleMark(n: number): void {
  const rest = marked.peek().filter((one) => one !== n);
  const isMarked = rest.length < marked.peek().length;
  marked.value = isMarked ? rest : [...rest.slice(-1), n];
  toast(isMarked ? `#${n} is no longer marked` : `#${n} is marked (${marked.value.length} of 2)`);
}

/** Opens the comparison of the two marked requests. */
export function compareMarked(): void {
  const [first, second] = marked.peek().toSorted((one, other) => one - other);
  if (!first || !second) toast("Mark two requests with X first.");
  else openDialog(`#${first} and #${second}`, <BodyDiff first={first} second={second} />, true);
}

/** A body need not be a record. */
const recordOf = ({ body }: RequestDetail): object => (body instanceof Object ? body : { body });

function BodyDiff({ first, second }: { readonly first: number; readonly second: number }): VNode {
  return (
    <Loaded path={`/requests/${first}`} isFixed>
      {(one: RequestDetail) => (
        <Loaded path={`/requests/${second}`} isFixed>
          {(other: RequestDetail) => (
            <RecordDiff before={recordOf(one)} after={recordOf(other)} same="The two bodies are the same." />
          )}
        </Loaded>
      )}
    </Loaded>
  );
}
