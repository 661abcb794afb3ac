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

/** The field by which the elements of both lists can be paired; undefined when none tells them apart. */
function pairingField(lists: readonly (readonly unknown[])[]): string | undefined {
  return idFields.find((field) =>
    lists.every((list) => {
      const ids = list.map((element) =>
        typeof element === "object" && element !== null ? Reflect.get(element, field) : undefined,
      );
      return (
        ids.every((id) => id !== undefined && id !== null) && new Set(ids.map(String)).size === ids.length
      );
    }),
  );
}

/** Marks the name of an element, so that it can be told from the name of a member. */
const elementMark = "\u0000";

/** Turns lists whose elements have ids into objects by these ids, in both records alike. */
function paired(before: unknown, after: unknown): [unknown, unknown] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const field = pairingField([before, after]);
    if (field === undefined) return [before, after];
    const byId = (list: readonly unknown[]): Record<string, unknown> =>
      Object.fromEntries(
        // `pairingField` has found the field in every element.
        list.map((element) => [`${elementMark}${String(Reflect.get(element as object, field))}`, element]),
      );
    return paired(byId(before), byId(after));
  }
  if (!isRecord(before) || !isRecord(after)) return [before, after];
  const pairs = Object.keys({ ...before, ...after }).map(
    (key) => [key, paired(before[key], after[key])] as const,
  );
  const side = (which: 0 | 1, of: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(
      pairs.filter(([key]) => Object.hasOwn(of, key)).map(([key, both]) => [key, both[which]]),
    );
  return [side(0, before), side(1, after)];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function pathText(path: readonly (string | number)[]): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      if (step.startsWith(elementMark)) return `[${step.slice(1)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}

const kinds = { CREATE: "added", REMOVE: "removed", CHANGE: "changed" } as const;

/** What is different between two records. Line items are paired by their ids, so that another order of them is none. */
export function diffRecords(before: object, after: object, ignored: readonly string[] = []): FieldDiff[] {
  const [left, right] = paired(before, after);
  if (!isRecord(left) || !isRecord(right)) return [];
  return diff(left, right)
    .filter(({ path }) => !ignored.includes(String(path[0])))
    .map((one) => ({
      kind: kinds[one.type],
      path: pathText(one.path),
      ...(one.type === "CREATE" ? {} : { before: one.oldValue }),
      ...(one.type === "REMOVE" ? {} : { after: one.value }),
    }));
}
