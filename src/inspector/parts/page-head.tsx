import type { ComponentChildren, VNode } from "preact";

/** The heading of a view, with what can be done there at its right. */
export function PageHead({
  title,
  children,
}: {
  readonly title: ComponentChildren;
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <div class="page-head">
      <h1>{title}</h1>
      {children && <div class="actions">{children}</div>}
    </div>
  );
}

/** A list at the left and what is selected of it at the right; on a narrow window one of the two. */
export function ListAndDetail({
  list,
  detail,
  isOpen,
}: {
  readonly list: ComponentChildren;
  readonly detail: ComponentChildren;
  readonly isOpen: boolean;
}): VNode {
  return (
    <div class={`split ${isOpen ? "is-open" : ""}`}>
      <div class="split-list">{list}</div>
      <section class="split-detail" aria-label="Details">
        {detail}
      </section>
    </div>
  );
}
