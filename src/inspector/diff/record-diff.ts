import diff from "microdiff";

/** One difference between two records. */
export interface FieldDiff {
  readonly kind: "added" | "removed" | "changed";
  /** Where: `line_items[lamp].quantity`. An element of a list is named by its id if it has one. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** By which field the elements of a list are recognised, the first that all of them have. */
const idFields = ["id", "line_item_id", "variant_id", "product_id", "sku", "code", "title", "name"];
const kinds = { CREATE: "added", REMOVE: "removed", CHANGE: "changed" } as const;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Whether the field tells all elements of a list apart. */
function isIdOf(field: string, list: readonly unknown[]): boolean {
  const ids = list.map((element) => (isRecord(element) ? element[field] : undefined));
  return !ids.includes(undefined) && new Set(ids.map(String)).size === ids.length;
}

/** Gives each element of a list its id, or its place, as its key: `[lamp]`. */
function keyed(list: readonly unknown[], field: string | undefined): Record<string, unknown> {
  return Object.fromEntries(
    list.map((element, index) => [
      `[${field !== undefined && isRecord(element) ? element[field] : index}]`,
      element,
    ]),
  );
}

/** Turns lists into objects by the ids of their elements, in both records alike. */
function paired(before: unknown, after: unknown): [unknown, unknown] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const field = idFields.find((one) => isIdOf(one, before) && isIdOf(one, after));
    return paired(keyed(before, field), keyed(after, field));
  }
  if (!isRecord(before) || !isRecord(after)) return [before, after];
  const [left, right] = [{ ...before }, { ...after }];
  for (const key of Object.keys(left)) {
    if (key in right) [left[key], right[key]] = paired(left[key], right[key]);
  }
  return [left, right];
}

/** What is different between two records. Line items are paired by their ids, so that another order of them is none. */
export function diffRecords(before: object, after: object, ignored: readonly string[] = []): FieldDiff[] {
  // Two objects stay objects.
  const [left, right] = paired(before, after) as [Record<string, unknown>, Record<string, unknown>];
  return diff(left, right)
    .filter(({ path }) => !ignored.includes(String(path[0])))
    .map((one) => ({
      kind: kinds[one.type],
      path: one.path.join(".").replaceAll(".[", "["),
      ...("oldValue" in one ? { before: one.oldValue } : {}),
      ...("value" in one ? { after: one.value } : {}),
    }));
}
