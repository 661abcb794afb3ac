/** A part of a line of the rate store's step that is altered without an effect, and the reason. */
type Equivalent = readonly [line: string, reason: string];

/** Alterations that change nothing that can be observed, in Lua and in SQL. */
export const equivalents: readonly Equivalent[] = [
  ["maxShare <= 1", "the whole share leaves others nothing by the formula, too"],
  ["max_share <= 1", "the same"],
  ["maxShare < 2", "a share is 1 at most"],
  ["max_share < 2", "the same"],
  ["input.maxShare or 2", "more than 1 counts as 1"],
  ["'maxShare')::double precision, 2)", "the same"],
  ["'reserveShare')::double precision, 1)", "a request has one, and a report needs none"],
  ["grant.at >= now", "a lease that begins now is moved by nothing"],
  ["at_ms >= now_ms then", "the same"],
  ["allowed >= 0 or reserve", "without a reserve nothing is kept back; below zero it ends with the window"],
  ["max(now - 1, melted)", "a reserve that keeps back has not melted yet"],
  ["greatest(now_ms - 1, floor", "the same"],
  ["'waitable')::boolean and unspoken <= 1) then", "the day comes first, and the first one counts anyway"],
  ["'waitable')::boolean and unspoken < 2) then", "the same"],
  ["grant.at or 1)", "nothing was lost in the first millisecond of 1970"],
  ["'at')::bigint, 1);", "the same"],
];
