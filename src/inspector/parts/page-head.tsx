import type { ComponentChildren, VNode } from "preact";

/** A view that is one page: its heading, with what can be done there at its right, and its content. */
export function ViewPage({
  title,
  actions,
  children,
}: {
  readonly title: string;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <div class="scroll page">
      <div class="page-head">
        <h1>{title}</h1>
        <div class="actions">{actions}</div>
      </div>
      {children}
    </div>
  );
}

/** A part of what is shown, with its heading. */
export function Section({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** A list at the left and what is selected of it at the right; on a narrow window one of the two. */
export function ListAndDetail({
  title,
  detail,
  isOpen,
  children,
}: {
  readonly title: string;
  readonly detail: ComponentChildren;
  readonly isOpen: boolean;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <div class={`split ${isOpen ? "is-open" : ""}`}>
      <h1 class="sr">{title}</h1>
      <div class="split-list">{children}</div>
      <section class="split-detail" aria-label="Details">
        {detail}
      </section>
    </div>
  );
}
