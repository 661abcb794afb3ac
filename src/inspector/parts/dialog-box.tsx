import type { ComponentChildren, VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** A dialog that keeps the focus until it is closed, and gives it back then. */
export function DialogBox({
  title,
  onClose,
  children,
  isWide = false,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly isWide?: boolean;
}): VNode {
  const box = useRef<HTMLDialogElement>(null);
  // At once: what is typed right after the key that opens it is meant for its field.
  useLayoutEffect(() => {
    const dialog = box.current;
    const last = document.activeElement;
    if (dialog?.open === false) dialog.showModal();
    dialog?.querySelector<HTMLElement>("input, textarea")?.focus();
    return () => {
      if (last instanceof HTMLElement && last.isConnected) last.focus();
    };
  }, []);
  return (
    <dialog ref={box} class={isWide ? "wide" : ""} onClose={onClose} aria-labelledby="dialog-title">
      <div class="dialog-head">
        <h2 id="dialog-title">{title}</h2>
        <button type="button" class="quiet" onClick={() => box.current?.close()} aria-label="Close">
          ✕
        </button>
      </div>
      {children}
    </dialog>
  );
}
