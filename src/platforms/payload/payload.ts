import { type InputIssue, InvalidInputError } from "../../errors/invalid-input-error.js";
import type { IssueCode } from "../../errors/issue-code.js";
import { mostProblems } from "../../schemas/field.js";
import { dateValue } from "../../schemas/values/date-value.js";

/** The names of a payload's members. */
export type Key<Shape> = keyof Shape & string;

/** The object that a member holds, without `null`, lists and dates. */
type ObjectIn<Value> = Exclude<Extract<Value, object>, readonly unknown[] | Date>;

/** One element of the list that a member holds. */
type ElementOf<Value> =
  Extract<Value, readonly unknown[]> extends readonly (infer Element)[] ? ObjectIn<Element> : never;

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "");

/** PHP writes an object without members as `[]`, and WordPress gives `false` for what it does not have. */
const isNoObject = (value: unknown): boolean =>
  isBlank(value) || value === false || (Array.isArray(value) && value.length === 0);

/** The elements of a list. PHP writes a list out of which an element was taken as an object with numbers for keys. */
function elementsOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  const isNumbered =
    typeof value === "object" && value !== null && Object.keys(value).every((key) => /^\d+$/.test(key));
  return isNumbered ? Object.values(value) : undefined;
}

const isSamePath = (one: InputIssue["path"], other: InputIssue["path"]): boolean =>
  one.length === other.length && one.every((step, index) => step === other[index]);

/**
 * An object of a platform's order. Its type is what the platform documents; what really came is checked when it is read, so
 * that no body, however wrong, ends in a `TypeError`. What a member must be and is not becomes an issue with its path.
 */
export class Payload<Shape> {
  readonly #source: object;
  readonly #path: readonly (string | number)[];
  readonly #issues: InputIssue[];
  readonly #otherSpelling: ((key: string) => string) | undefined;

  /**
   * @param issues where the problems of the whole order are collected
   * @param otherSpelling another name under which a member may stand
   */
  constructor(
    source: object,
    path: readonly (string | number)[],
    issues: InputIssue[],
    otherSpelling?: (key: string) => string,
  ) {
    this.#source = source;
    this.#path = path;
    this.#issues = issues;
    this.#otherSpelling = otherSpelling;
  }

  /** The member as it came. A getter that throws, as an entity has for a relation that was not loaded, is an issue. */
  value(key: Key<Shape>): unknown {
    try {
      const value: unknown = Reflect.get(this.#source, key);
      if (value !== undefined || this.#otherSpelling === undefined) return value;
      return Reflect.get(this.#source, this.#otherSpelling(key));
    } catch {
      return this.report(
        "invalid",
        key,
        "could not be read: load what it depends on before the order is mapped",
      );
    }
  }

  /** The names of the object's own members. */
  keys(): Key<Shape>[] {
    return Object.keys(this.#source) as Key<Shape>[]; // as the type has them
  }

  /** Returns whether a member has a value: neither null, undefined nor blank text. */
  has(key: Key<Shape>): boolean {
    return !isBlank(this.value(key));
  }

  /** Text that is not blank. A number becomes text; anything else counts as absent. */
  text(key: Key<Shape>): string | undefined {
    const value = this.value(key);
    if (typeof value === "number" || typeof value === "bigint") return String(value);
    return typeof value !== "string" || isBlank(value) ? undefined : value;
  }

  /** An id of something within the order, as it came. Platforms write 0 for "none": it counts as absent, as everything else does. */
  id(key: Key<Shape>): number | bigint | string | undefined {
    const value = this.value(key);
    const isId = typeof value === "number" || typeof value === "bigint" || typeof value === "string";
    return !isId || isBlank(value) || /^0+$/.test(String(value)) ? undefined : value;
  }

  /** An amount of money, as it came: a number or decimal text. Anything else is an issue. */
  amount(key: Key<Shape>): number | bigint | string | undefined {
    const value = this.value(key);
    if (isBlank(value)) return undefined;
    if (typeof value === "bigint") return value;
    const isAmount = typeof value === "number" || typeof value === "string";
    if (isAmount && Number.isFinite(Number(value))) return value;
    return this.report("invalid", key, "must be an amount: a number or decimal text");
  }

  /** An amount to count with. */
  number(key: Key<Shape>): number | undefined {
    const amount = this.amount(key);
    return amount === undefined ? undefined : Number(amount);
  }

  /** Reads a quantity. An unreadable one counts as absent, so that the order is not lost. */
  quantity(key: Key<Shape>): number | undefined {
    const value = this.value(key);
    const isReadable = typeof value === "number" || typeof value === "bigint" || typeof value === "string";
    const quantity = isReadable && !isBlank(value) ? Number(value) : Number.NaN;
    return Number.isFinite(quantity) ? quantity : undefined;
  }

  /** A quantity for a sum: one that is missing counts nothing, one that cannot be read makes the sum unknown (NaN). */
  count(key: Key<Shape>): number {
    return this.has(key) ? (this.quantity(key) ?? Number.NaN) : 0;
  }

  /** True or false; databases write 1 and 0. Anything else counts as absent, since a consent is never guessed. */
  flag(key: Key<Shape>): boolean | undefined {
    const value = this.value(key);
    if (value === true || value === 1 || value === "1") return true;
    return value === false || value === 0 || value === "0" ? false : undefined;
  }

  /** A point in time, as it came: text or a `Date`. Anything else is an issue. */
  date(key: Key<Shape>): string | Date | undefined {
    const value = this.value(key);
    if (isBlank(value)) return undefined;
    if (typeof value === "string") return value;
    const time = typeof value === "object" && value !== null ? dateValue(value) : undefined;
    return time === undefined ? this.report("invalid", key, "must be a date and time") : new Date(time);
  }

  /** An object within. Anything else is an issue. */
  object<Name extends Key<Shape>>(key: Name): Payload<ObjectIn<Shape[Name]>> | undefined {
    const value = this.value(key);
    if (isNoObject(value)) return undefined;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return this.#inner(value, key);
    }
    return this.report("invalid", key, "must be an object");
  }

  /** The objects of a list. `null` elements are skipped; anything else is an issue. */
  list<Name extends Key<Shape>>(key: Name): Payload<ElementOf<Shape[Name]>>[] | undefined {
    const value = this.value(key);
    if (isBlank(value) || value === false) return undefined;
    const elements = elementsOf(value);
    if (elements === undefined) return this.report("invalid", key, "must be a list");
    return elements.flatMap((element, index) => {
      if (element === null || element === undefined) return [];
      if (typeof element === "object") return [this.#inner(element, key, index)];
      this.report("invalid", key, "must be a list of objects");
      return [];
    });
  }

  /** Another object that was given beside this one, such as an option: its problems are collected together with these. */
  beside<Other extends object>(source: Other, name: string): Payload<Other> {
    return new Payload(source, [name], this.#issues);
  }

  /** The same object, whose members and theirs may also stand under another name. */
  alsoSpelled(otherSpelling: (key: string) => string): Payload<Shape> {
    return new Payload(this.#source, this.#path, this.#issues, otherSpelling);
  }

  #inner<Inner>(source: object, ...steps: readonly (string | number)[]): Payload<Inner> {
    return new Payload(source, [...this.#path, ...steps], this.#issues, this.#otherSpelling);
  }

  /** Adds a problem; always used as `return payload.report(…)`, or where the value is not needed. */
  report(code: IssueCode, key: Key<Shape> | undefined, message: string): undefined {
    const path = key === undefined ? this.#path : [...this.#path, key];
    // A member that is read twice has one problem, and the rest of those of a thousand bad lines would be more of the same.
    const isKnown = this.#issues.some((issue) => issue.code === code && isSamePath(issue.path, path));
    if (!isKnown && this.#issues.length < mostProblems) this.#issues.push({ code, path, message });
    return undefined;
  }

  /** Reports each member that is absent, null or blank. */
  require(what: string, ...keys: readonly Key<Shape>[]): void {
    for (const key of keys)
      if (!this.has(key)) this.report("missing", key, `is missing: this is not ${what}`);
  }

  /** Ends the mapping at once, for a record that is not reported at all, whatever its other problems. */
  stop(code: IssueCode, key: Key<Shape>, message: string): never {
    throw new InvalidInputError(notMapped, [{ code, path: [...this.#path, key], message }]);
  }
}

/** The beginning of every message of a mapper. */
export const notMapped = "The order was not mapped";
