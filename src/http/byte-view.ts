/**
 * The bytes that a value holds; undefined when it holds none. Recognised by kind and not by class: under Jest, a `Buffer` is
 * not an instance of the test's own `Uint8Array`.
 */
export function byteView(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  return ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : undefined;
}
