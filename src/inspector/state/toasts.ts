import { type Signal, signal } from "@preact/signals";

/** A short message about what was done, with a way to undo it perhaps. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly isBad: boolean;
  readonly action: { readonly label: string; readonly run: () => void } | undefined;
}

const shortMs = 6_000;
/** Long enough to read it and reach its button. */
const longMs = 30_000;
let last = 0;

/** What is shown now, the oldest first. */
export const toasts: Signal<readonly Toast[]> = signal([]);

/** Shows a message for a while. */
export function toast(text: string, action?: Toast["action"], isBad = false): void {
  last += 1;
  const id = last;
  toasts.value = [...toasts.value.slice(-3), { id, text, isBad, action }];
  setTimeout(() => dismissToast(id), action || isBad ? longMs : shortMs);
}

/** Takes a message away. */
export function dismissToast(id: number): void {
  toasts.value = toasts.value.filter((one) => one.id !== id);
}

/** Why something failed, in words. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Shows why something failed. */
export function toastError(error: unknown): void {
  toast(messageOf(error), undefined, true);
}

/** Does something, and shows why it failed. */
export function attempt(act: () => Promise<unknown>): void {
  act().catch(toastError);
}
