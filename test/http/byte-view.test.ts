import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { byteView } from "../../src/http/byte-view.js";

describe("bytes that are handed over", () => {
  it("are taken from a Buffer and from any typed array, also one of other globals, as under Jest", () => {
    const foreign: unknown = runInNewContext("new Uint8Array([1, 2, 3, 4]).subarray(1, 3)");
    expect(foreign).not.toBeInstanceOf(Uint8Array);
    expect(Array.from(byteView(foreign) ?? [])).toEqual([2, 3]);
    expect(Array.from(byteView(Buffer.from([5, 6])) ?? [])).toEqual([5, 6]);
    expect(Array.from(byteView(new DataView(new ArrayBuffer(3), 1)) ?? [])).toEqual([0, 0]);
  });

  it("are not looked for in anything else", () => {
    for (const value of ["text", [1, 2], null, undefined, { buffer: new ArrayBuffer(1), length: 1 }])
      expect(byteView(value)).toBeUndefined();
  });
});
