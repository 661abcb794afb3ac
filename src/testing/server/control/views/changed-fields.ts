/** Columns that the fake writes itself, whatever was sent. */
const bookkeeping: ReadonlySet<string> = new Set(["updated_at", "created_at"]);

/** Counts the fields that differ between two versions of a record. */
export function changedFields(before: object, after: object): number {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  let changed = 0;
  for (const name of names) {
    if (!bookkeeping.has(name) && !isSame(Reflect.get(before, name), Reflect.get(after, name))) changed += 1;
  }
  return changed;
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  return textOf(one) === textOf(other);
}

const textOf = (value: object): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? `${part}n` : part));
