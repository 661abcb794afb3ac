/**
 * The bytes that a value holds; undefined when it holds none. Asked by its kind and not by its class: under Jest, a `Buffer` is
 * no `Uint8Array` of the test's globals.
 */
export function byteView(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  return ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : undefined;
}
