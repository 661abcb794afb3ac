/** A value as JSON knows it. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** A member as it is, `__proto__` included: plain assignment would set the copy's prototype instead. */
export function setMember(target: { [key: string]: JsonValue }, key: string, value: JsonValue): void {
  if (key !== "__proto__") target[key] = value;
  else Object.defineProperty(target, key, { value, configurable: true, enumerable: true, writable: true });
}
