import type { ComponentChildren, VNode } from "preact";
import type { Resource } from "../state/use-resource.js";

/** Shows what was loaded; before that "Loading…" if it takes a while, and what went wrong with a way to try again. */
export function Loaded<Result>({
  resource,
  children,
  missing,
}: {
  readonly resource: Resource<Result>;
  /** What to show for a 404. */
  readonly missing?: () => ComponentChildren;
  readonly children: (data: Result) => ComponentChildren;
}): VNode | null {
  const { data, error, isSlow, retry } = resource;
  if (data !== undefined) return <>{children(data)}</>;
  if (error?.status === 404 && missing !== undefined) return <>{missing()}</>;
  if (error !== undefined) {
    return (
      <div class="empty" role="alert">
        <p>{error.message}</p>
        <button type="button" onClick={retry}>
          Retry
        </button>
      </div>
    );
  }
  return isSlow ? <p class="empty">Loading…</p> : null;
}

/** What stands where there is nothing yet. */
export function Empty({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}
