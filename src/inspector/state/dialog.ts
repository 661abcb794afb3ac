import { type Signal, signal } from "@preact/signals";
import type { VNode } from "preact";

/** What stands in the dialog. */
export interface ShownDialog {
  readonly title: string;
  readonly content: VNode;
  readonly isWide: boolean;
}

/** The dialog that is open; undefined while none is. */
export const dialog: Signal<ShownDialog | undefined> = signal(undefined);

/** Opens a dialog; one that is open already stays. */
export function openDialog(title: string, content: VNode, isWide = false): void {
  dialog.value ??= { title, content, isWide };
}

/** Closes the dialog. */
export function closeDialog(): void {
  dialog.value = undefined;
}
