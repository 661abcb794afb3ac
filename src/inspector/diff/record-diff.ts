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

/** What is different between two values at a path, and below it. */
function differences(
  before: unknown,
  after: unknown,
  path: string,
  ignored: readonly string[] = [],
): FieldDiff[] {
  if (before === after) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    const field = idFields.find((one) => isIdOf(one, before) && isIdOf(one, after));
    return differences(keyed(before, field), keyed(after, field), path);
  }
  if (!isRecord(before) || !isRecord(after) || Array.isArray(before) !== Array.isArray(after)) {
    return [{ kind: "changed", path, before, after }];
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name): FieldDiff[] => {
    if (ignored.includes(name)) return [];
    const at = path === "" || name.startsWith("[") ? path + name : `${path}.${name}`;
    if (!Object.hasOwn(after, name)) return [{ kind: "removed", path: at, before: before[name] }];
    if (!Object.hasOwn(before, name)) return [{ kind: "added", path: at, after: after[name] }];
    return differences(before[name], after[name], at);
  });
}

/** What is different between two records. Line items are paired by their ids, so that another order of them is none. */
export function diffRecords(before: object, after: object, ignored: readonly string[] = []): FieldDiff[] {
  return differences(before, after, "", ignored);
}
