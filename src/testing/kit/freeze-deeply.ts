/** Freezes lists and plain objects with all their parts. Parts that are frozen already are skipped. */
export function freezeDeeply(value: object): void {
  Object.freeze(value);
  for (const part of Object.values(value)) {
    if (typeof part === "object" && part !== null && !Object.isFrozen(part)) freezeDeeply(part);
  }
}
