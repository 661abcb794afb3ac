import type { IssueCode } from "../../errors/issue-code.js";
import { mostProblems, type Problems, report } from "../field.js";
import { dateValue } from "../values/date-value.js";
import { wellFormed } from "../values/well-formed.js";
import { isDataObject } from "./data-object.js";
import type { JsonValue } from "./json-value.js";
import { isPlainObject } from "./plain-object.js";
import { quotableKey } from "./quotable-key.js";

/** How one known key of an open object is read, when it is neither null nor undefined; undefined leaves the key out. */
export type KeyRule = (value: unknown, problems: Problems) => JsonValue | undefined;

const deepest = 32;
/** Objects, array elements and members of one field, all levels together. */
const largest = 2_000_000;

/**
 * Copies what is open in an order (items, addresses, fields unknown to this version) into plain JSON, so that a later change
 * of the original changes nothing: bigints become their digits, dates ISO text, objects with `toJSON` what that returns;
 * lone surrogates are replaced; members that are undefined are left out. What JSON cannot hold (functions, symbols,
 * NaN, cycles, maps, sets, instances without fields) is reported with its path, and so is what is too deep or too large to send.
 */
export class JsonCopier {
  readonly #problems: Problems;
  readonly #path: (string | number)[] = [];
  readonly #ancestors: object[] = [];
  #size = 0;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  /** Copies one value; `key` is where it stands, shown in the path of its problems. */
  copy(value: unknown, key?: string | number): JsonValue | undefined {
    switch (typeof value) {
      case "string":
        return wellFormed(value);
      case "boolean":
        return value;
      case "undefined":
        return undefined;
      case "bigint":
        return value.toString();
      case "number":
        return Number.isFinite(value) ? value : this.#refuse("invalid", "must be a finite number", key);
      case "object":
        return value === null ? null : this.#copyObject(value, key);
      default:
        return this.#refuse("invalid", `must be a JSON value, not a ${typeof value}`, key);
    }
  }

  /** Copies the members of a plain object, the known keys by their rules. */
  copyMembers(source: object, rules?: ReadonlyMap<string, KeyRule>): { [key: string]: JsonValue } {
    // Spread copies a whole object several times faster than member by member, and an own `__proto__` as a member, which
    // can then be assigned safely. What JSON cannot hold is replaced below; then the copy is what its type says.
    const target = { ...source } as { [key: string]: JsonValue };
    // An instance may have its fields as getters of its class, which spread does not see.
    if (rules !== undefined && !isPlainObject(source)) Object.assign(target, inherited(source, rules.keys()));
    const keys = Object.keys(target);
    if (!this.fits(keys.length)) return {};
    for (const key of keys) {
      const value: unknown = target[key];
      const rule = value === null || value === undefined ? undefined : rules?.get(key);
      const copy = rule === undefined ? this.copy(value, key) : this.#applied(rule, value, key);
      const name = wellFormed(key);
      if (copy === undefined || name !== key) delete target[key];
      if (copy !== undefined && (name !== key || !Object.is(copy, value))) target[name] = copy;
    }
    return target;
  }

  /** Runs `copy` one level deeper, below `key`; refuses cycles and what is nested too deeply. */
  enter<Copy>(value: object, key: string | number | undefined, copy: () => Copy): Copy | undefined {
    if (this.#ancestors.includes(value)) return this.#refuse("invalid", "must not contain itself", key);
    if (this.#ancestors.length === deepest)
      return this.#refuse("too_large", `must have at most ${deepest} levels of nesting`, key);
    this.#ancestors.push(value);
    if (key !== undefined) this.#path.push(quotableKey(key));
    try {
      return copy();
    } finally {
      this.#ancestors.pop();
      if (key !== undefined) this.#path.pop();
    }
  }

  #applied(rule: KeyRule, value: unknown, key: string): JsonValue | undefined {
    const { issues } = this.#problems;
    const before = issues.length;
    const copy = rule(value, this.#problems);
    if (issues.length === before) return copy;
    // A rule knows no path; only a problem needs one, except the note that there are more.
    for (const issue of issues.splice(before)) {
      const at = issues.length < mostProblems ? [...this.#path, key, ...(issue.path ?? [])] : [];
      issues.push({ ...issue, path: at });
    }
    return copy;
  }

  #copyObject(value: object, key: string | number | undefined): JsonValue | undefined {
    if (Array.isArray(value)) return this.enter(value, key, () => this.#copyElements(value));
    if (isPlainObject(value) && typeof value.toJSON !== "function") {
      return this.enter(value, key, () => this.copyMembers(value));
    }
    const time = dateValue(value);
    if (time !== undefined) {
      return Number.isNaN(time)
        ? this.#refuse("invalid", "is an invalid Date", key)
        : new Date(time).toISOString();
    }
    if (!("toJSON" in value) || typeof value.toJSON !== "function") return this.#copyInstance(value, key);
    const { toJSON } = value;
    return this.enter(value, undefined, () => {
      try {
        return this.copy(toJSON.call(value, key === undefined ? "" : String(key)), key);
      } catch {
        return this.#refuse("invalid", "could not be read: its toJSON() throws", key);
      }
    });
  }

  /** An instance of a class: its own fields, as of a plain object. One without any would be sent as nothing. */
  #copyInstance(value: object, key: string | number | undefined): JsonValue | undefined {
    if (isDataObject(value) && Object.keys(value).length > 0)
      return this.enter(value, key, () => this.copyMembers(value));
    return this.#refuse("invalid", "must be an object with fields, such as a plain object", key);
  }

  #copyElements(source: readonly unknown[]): JsonValue[] {
    // As in JSON.stringify, a hole or an undefined element keeps its place as null.
    return this.fits(source.length)
      ? Array.from(source, (element, index) => this.copy(element, index) ?? null)
      : [];
  }

  /** Whether so many values more are still to be copied; the first time that they are too many, it is reported. */
  fits(members: number): boolean {
    const fitted = this.#size <= largest;
    this.#size += members;
    if (fitted && this.#size > largest) this.#refuse("too_large", `must have at most ${largest} values`);
    return this.#size <= largest;
  }

  #refuse(code: IssueCode, message: string, key?: string | number): undefined {
    const path = key === undefined ? this.#path : [...this.#path, quotableKey(key)];
    report(this.#problems, code, message, path);
    return undefined;
  }
}

/** The values of those names that an object has from its class. */
function inherited(source: object, names: Iterable<string>): object {
  const found: { [name: string]: unknown } = {};
  for (const name of names) {
    if (name in source && !Object.hasOwn(source, name)) found[name] = Reflect.get(source, name);
  }
  return found;
}
