import { type Signal, signal } from "@preact/signals";
import type { VNode } from "preact";
import type { RequestDetail } from "../../api/shapes.js";
import { DialogBox } from "../../parts/dialog-box.jsx";
import { RecordDiff } from "../../parts/diff-lines.jsx";
import { Loaded } from "../../parts/load-state.jsx";
import { toast } from "../../state/toasts.js";
import { useResource } from "../../state/use-resource.js";

const marked: Signal<readonly number[]> = signal([]);
/** Whether the two marked requests are being compared. */
const isComparing: Signal<boolean> = signal(false);

/** The requests that are marked, two at most. */
export function useMarks(): readonly number[] {
  return marked.value;
}

/** Marks a request, or takes its mark away; the third mark takes the place of the first. */
export function toggleMark(n: number): void {
  const rest = marked.peek().filter((one) => one !== n);
  const isMarked = rest.length < marked.peek().length;
  marked.value = isMarked ? rest : [...rest.slice(-1), n];
  toast(isMarked ? `#${n} is no longer marked` : `#${n} is marked (${marked.value.length} of 2)`);
}

/** Opens the comparison of the two marked requests. */
export function compareMarked(): void {
  if (marked.peek().length === 2) isComparing.value = true;
  else toast("Mark two requests with X first.");
}

/** What is different between the two marked requests. */
export function MarkedDialog(): VNode | null {
  const [first, second] = marked.value.toSorted((one, other) => one - other);
  if (!isComparing.value || first === undefined || second === undefined) return null;
  return (
    <DialogBox
      title={`#${first} and #${second}`}
      isWide
      onClose={() => {
        isComparing.value = false;
      }}
    >
      <BodyDiff first={first} second={second} />
    </DialogBox>
  );
}

function BodyDiff({ first, second }: { readonly first: number; readonly second: number }): VNode {
  const before = useResource<RequestDetail>(`/requests/${first}`, true);
  const after = useResource<RequestDetail>(`/requests/${second}`, true);
  return (
    <Loaded resource={before}>
      {(one) => (
        <Loaded resource={after}>
          {(other) => (
            <RecordDiff
              before={recordOf(one.body)}
              after={recordOf(other.body)}
              same="The two bodies are the same."
            />
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

function recordOf(body: unknown): object {
  return typeof body === "object" && body !== null ? body : { body };
}
