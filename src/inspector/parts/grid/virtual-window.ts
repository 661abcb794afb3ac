/** Which rows of a long list are in the document. */
export interface VisibleRows {
  readonly first: number;
  /** One more than the last. */
  readonly end: number;
}

/** So many rows more on either side, so that nothing is blank while one scrolls. */
const spare = 14;

/** The rows that can be seen, and a few more. Every row is equally high. */
export function visibleRows(view: {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly count: number;
}): VisibleRows {
  const { scrollTop, height, rowHeight, count } = view;
  const first = Math.max(0, Math.min(count, Math.floor(scrollTop / rowHeight)) - spare);
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + spare);
  return { first: Math.min(first, end), end };
}

/** Where to scroll so that a row is seen whole; where one is, if it is already. */
export function scrollToShow(
  index: number,
  view: {
    readonly scrollTop: number;
    readonly height: number;
    readonly rowHeight: number;
    readonly top: number;
  },
): number {
  const { scrollTop, height, rowHeight, top } = view;
  const from = index * rowHeight;
  if (from < scrollTop) return from;
  const to = from + rowHeight + top;
  return to > scrollTop + height ? to - height : scrollTop;
}
