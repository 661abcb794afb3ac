import type { ResponseHeaders } from "../../http/fetch-like.js";

/** Headers as undici gives them: names in lower case. */
export type UndiciFields = Readonly<Record<string, string | string[] | undefined>>;

/** The headers of a response, read from undici's own object without copying it. */
export class UndiciHeaders implements ResponseHeaders {
  readonly #fields: UndiciFields;

  constructor(fields: UndiciFields) {
    this.#fields = fields;
  }

  get(name: string): string | null {
    // Its own only: a server may name a header like a member of every object, such as `constructor`. Nearly all names that are
    // looked up are in lower case already.
    const fields = this.#fields;
    const key = Object.hasOwn(fields, name) ? name : name.toLowerCase();
    const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (value === undefined) return null;
    return typeof value === "string" ? value : value.join(", ");
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  forEach(callback: (value: string, name: string) => void): void {
    for (const name of Object.keys(this.#fields)) callback(this.get(name) ?? "", name);
  }
}
