import type { VNode } from "preact";
import { attempt, toast } from "../state/toasts.js";

/** Puts text on the clipboard and says so. */
export function copyText(text: string, what: string): void {
  attempt(async () => {
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    else copyBySelection(text);
    toast(`Copied ${what}`);
  });
}

/** For a page that was not opened as localhost: browsers keep the clipboard from it. */
function copyBySelection(text: string): void {
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const isDone = document.execCommand("copy");
  area.remove();
  if (!isDone) throw new Error("The browser does not let this page copy; select the text instead.");
}

/** A piece of code with a button that copies it. */
export function CodeBlock({ code, what }: { readonly code: string; readonly what: string }): VNode {
  return (
    <div class="code-block">
      <button type="button" class="copy" onClick={() => copyText(code, what)} aria-label={`Copy ${what}`}>
        Copy
      </button>
      {/* Long lines are scrolled sideways, also by the keyboard. */}
      <ScrollBox label={what}>{code}</ScrollBox>
    </div>
  );
}

/** Text that may be wider than its place. */
export function ScrollBox({
  label,
  children,
}: {
  readonly label: string;
  readonly children: string | VNode;
}): VNode {
  const reachable = { tabIndex: 0, role: "region", "aria-label": label } as const;
  return <pre {...reachable}>{children}</pre>;
}
