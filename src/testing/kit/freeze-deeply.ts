/** Freezes lists and plain objects all the way down. What is frozen below the top has been here before and is left alone. */
export function freezeDeeply(value: object): void {
  Object.freeze(value);
  for (const part of Object.values(value)) {
    if (typeof part === "object" && part !== null && !Object.isFrozen(part)) freezeDeeply(part);
  }
}
