import { nearestName } from "../../../schemas/objects/nearest-name.js";
import { isPlainObject } from "../../../schemas/objects/plain-object.js";
import { quotableKey } from "../../../schemas/objects/quotable-key.js";
import { FakeUsageError } from "./fake-usage-error.js";

/** Collects all problems of a definition, so that an author can fix them together. */
export class DefinitionProblems {
  readonly #lines: string[] = [];

  get count(): number {
    return this.#lines.length;
  }

  /** Adds a problem at a path, written as in code: `flows[0].entry.after`. */
  add(path: string, message: string): void {
    this.#lines.push(`  ${path}: ${message}`);
  }

  /** Returns the value if it is an object with only these keys; otherwise adds problems. */
  object(
    path: string,
    value: unknown,
    keys: readonly string[],
  ): Readonly<Record<string, unknown>> | undefined {
    if (!isPlainObject(value)) {
      this.add(path, "must be a plain object");
      return undefined;
    }
    for (const key of Object.keys(value)) {
      if (keys.includes(key)) continue;
      const nearest = nearestName(key, keys);
      const hint = nearest === undefined ? `it has ${keys.join(", ")}` : `did you mean ${nearest}?`;
      this.add(`${path}.${quotableKey(key)}`, `unknown option; ${hint}`);
    }
    return value;
  }

  /** Adds a problem unless the value is one of the choices. */
  choice<Choice extends string>(
    path: string,
    value: unknown,
    choices: readonly Choice[],
  ): Choice | undefined {
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    const nearest = typeof value === "string" ? nearestName(value, choices) : undefined;
    const hint = nearest === undefined ? "" : `; did you mean ${nearest}?`;
    this.add(path, `must be one of ${choices.join(", ")}${hint}`);
    return undefined;
  }

  /**
   * Checks a list of definitions, each by `check`, and that no two share a name.
   *
   * @param check returns the definition when it is an object
   */
  uniqueList(
    path: string,
    value: unknown,
    check: (path: string, definition: unknown) => { readonly name?: unknown } | undefined,
  ): void {
    if (!Array.isArray(value)) {
      this.add(path, "must be a list");
      return;
    }
    const seen = new Map<unknown, number>();
    value.forEach((entry: unknown, index) => {
      const definition = check(`${path}[${index}]`, entry);
      if (definition === undefined) return;
      const first = seen.get(definition.name);
      if (first === undefined) seen.set(definition.name, index);
      else this.add(`${path}[${index}].name`, `is the name of ${path}[${first}] too; names must be unique`);
    });
  }

  /** Adds a problem unless the value is true, false or left out. */
  flag(path: string, value: unknown): void {
    if (value !== undefined && typeof value !== "boolean") this.add(path, "must be true or false");
  }

  /** Adds a problem unless the value is text with something in it. */
  name(path: string, value: unknown): void {
    if (typeof value !== "string" || value.trim() === "") this.add(path, "must be a name that is not empty");
  }

  /**
   * Throws all collected problems.
   *
   * @param subject the beginning of the message: "These flows cannot be used"
   * @throws FakeUsageError with all problems, if there are any
   */
  throwIfAny(subject: string): void {
    if (this.#lines.length > 0) throw new FakeUsageError(`${subject}:\n${this.#lines.join("\n")}`);
  }
}
