import type { VNode } from "preact";
import { dismissToast, toasts } from "../state/toasts.js";

/** The short messages, at the edge of the page. */
export function Toasts(): VNode {
  return (
    <div class="toasts" role="status">
      {toasts.value.map(({ id, text, isBad, action }) => (
        <div key={id} class={`toast ${isBad ? "bad" : ""}`}>
          <span>{text}</span>
          {action && (
            <button
              type="button"
              onClick={() => {
                action.run();
                dismissToast(id);
              }}
            >
              {action.label}
            </button>
          )}
          <button type="button" class="quiet" aria-label="Dismiss" onClick={() => dismissToast(id)}>
            ✕
          </button>
        </div>
      ))}
    </div>
  );
}
