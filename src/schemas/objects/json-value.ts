/** A value as JSON knows it. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** Adds a member, one named `__proto__` too: plain assignment would set the prototype instead. */
export function setMember(target: { [key: string]: JsonValue }, key: string, value: JsonValue): void {
  if (key !== "__proto__") target[key] = value;
  else Object.defineProperty(target, key, { value, configurable: true, enumerable: true, writable: true });
}
