import type { ComponentChildren, VNode } from "preact";

/** The heading of a view, with what can be done there at its right. */
export function PageHead({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <div class="page-head">
      <h1>{title}</h1>
      <div class="actions">{children}</div>
    </div>
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
