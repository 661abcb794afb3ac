/** What the engine calls a kind of value, also one of another realm: `Date` or `Temporal.Instant`, for example. */
export function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}
