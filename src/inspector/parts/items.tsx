import type { ComponentChildren, VNode } from "preact";

/** Items one a line, or what is said when there are none. */
export function Items<Item>({
  of,
  none,
  children,
}: {
  readonly of: readonly Item[];
  readonly none?: string;
  readonly children: (item: Item) => ComponentChildren;
}): VNode {
  return of.length > 0 ? (
    <ul class="plain">
      {of.map((item, place) => (
        // What has a state has a key of its own within.
        <li key={`item ${place}`}>{children(item)}</li>
      ))}
    </ul>
  ) : (
    <p class="faint">{none}</p>
  );
}
