import type { TimelineItem } from "../api/shapes.js";

/** What happened at once, by one request. */
export interface TimelineMoment {
  readonly requestId: string | undefined;
  readonly at: string;
  readonly items: readonly TimelineItem[];
}

/** What one request brought about belongs together. */
export function foldByRequest(timeline: readonly TimelineItem[]): readonly TimelineMoment[] {
  const moments: { requestId: string | undefined; at: string; items: TimelineItem[] }[] = [];
  for (const item of timeline) {
    const last = moments.at(-1);
    if (last && item.requestId && last.requestId === item.requestId) last.items.push(item);
    else moments.push({ requestId: item.requestId, at: item.at, items: [item] });
  }
  return moments;
}
