import type { ComponentChildren, VNode } from "preact";
import { callFake } from "../../api/call-fake.js";
import { changeAccount, loadGauges } from "../../state/live.js";
import { attempt, toast } from "../../state/toasts.js";

/** Does something at the fake, and says that it is done. */
export async function doAndSay(method: string, path: string, body: unknown, done: string): Promise<void> {
  await callFake(method, path, body);
  toast(done);
  await loadGauges();
}

/** A button that does something at the fake. */
export function Do({
  method = "POST",
  path,
  body,
  done,
  label,
  children,
}: {
  readonly method?: string;
  readonly path: string;
  readonly body?: object;
  readonly done: string;
  readonly label?: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={() => attempt(() => doAndSay(method, path, body, done))}
    >
      {children}
    </button>
  );
}

/** Makes the account what a snapshot holds, and says so. */
export function restoreSnapshot(id: string, done: string): void {
  attempt(async () => {
    await changeAccount(`/snapshots/${encodeURIComponent(id)}/restore`);
    toast(done);
  });
}

/** Makes the account what it began with; one can take it back for as long as the message is shown. */
export function resetAccount(): void {
  attempt(async () => {
    const { undo } = await changeAccount<{ undo: string }>("/reset");
    toast("The account is what it began with.", {
      label: "Undo",
      run: () => restoreSnapshot(undo, "Everything is back"),
    });
  });
}
