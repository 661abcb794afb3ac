import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { closeDialog, dialog, type ShownDialog } from "../state/dialog.js";

/** The dialog that is open. */
export function Dialog(): VNode | null {
  const shown = dialog.value;
  return shown ? <DialogBox {...shown} /> : null;
}

/** A dialog that keeps the focus until it is closed, and gives it back then. */
function DialogBox({ title, content, isWide }: ShownDialog): VNode {
  const box = useRef<HTMLDialogElement>(null);
  // At once: what is typed right after the key that opens it is meant for its field.
  useLayoutEffect(() => {
    const last = document.activeElement;
    box.current?.showModal();
    box.current?.querySelector<HTMLElement>("input, textarea")?.focus();
    return () => {
      if (last instanceof HTMLElement && last.isConnected) last.focus();
    };
  }, []);
  return (
    // Escape closes it at once: the event of its closing may come after the next key.
    <dialog ref={box} class={isWide ? "wide" : ""} onCancel={closeDialog} aria-labelledby="dialog-title">
      <div class="dialog-head">
        <h2 id="dialog-title">{title}</h2>
        <button type="button" class="quiet" onClick={closeDialog} aria-label="Close">
          ✕
        </button>
      </div>
      {content}
    </dialog>
  );
}
