import { callFake } from "../../api/call-fake.js";
import { changeAccount, loadGauges } from "../../state/live.js";
import { toast, toastError } from "../../state/toasts.js";

/** Does something at the fake, and says that it is done or why not. */
export async function doAndSay<Result>(
  method: string,
  path: string,
  body: unknown,
  done: string,
): Promise<Result | undefined> {
  try {
    const result = await callFake<Result>(method, path, body);
    toast(done);
    await loadGauges();
    return result;
  } catch (error) {
    toastError(error);
    return undefined;
  }
}

/** Makes the account what a snapshot holds, and says so. */
export async function restoreSnapshot(id: string, done: string): Promise<void> {
  try {
    await changeAccount(`/snapshots/${encodeURIComponent(id)}/restore`);
    toast(done);
  } catch (error) {
    toastError(error);
  }
}

/** Makes the account what it began with; one can take it back for as long as the message is shown. */
export async function resetAccount(): Promise<void> {
  try {
    const { undo } = await changeAccount<{ undo: string }>("/reset");
    toast("The account is what it began with.", {
      action: { label: "Undo", run: () => void restoreSnapshot(undo, "Everything is back") },
    });
  } catch (error) {
    toastError(error);
  }
}
