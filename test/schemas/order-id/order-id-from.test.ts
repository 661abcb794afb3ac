import { createHash } from "node:crypto";
import fc from "fast-check";
import { orderIdFrom } from "privy-orders/schemas";
import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../../../src/errors/invalid-input-error.js";
import { sha256 } from "../../../src/schemas/order-id/sha256.js";

const hex = (words: Uint32Array): string =>
  [...words].map((word) => word.toString(16).padStart(8, "0")).join("");

describe("orderIdFrom", () => {
  it.each([
    // These ids stand in shops' databases and at Privy: if one changes, orders are duplicated there.
    ["3f0e2b52-8f1c-4a57-9a53-2d9d1f0c7f10", "3225605799564753904"],
    ["01ARZ3NDEKTSV4RRFFQ69G5FAV", "1057312044837859838"],
    ["cs_test_a1b2c3", "6738474291207837722"],
    ["#1001", "961249267055604474"],
    ["abc", "4213142463398924266"],
    ["bestellung-№7-ü", "8437510031475975432"],
    ["9223372036854775808", "5026750492948150819"],
    ["-5", "4011050095673115011"],
  ])("gives %s the id it has had since the first version", (text, id) => {
    expect(orderIdFrom(text)).toBe(id);
  });

  it("can be computed by any other program: 63 bits of the text's SHA-256", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
        fc.pre(!/^\d*$/.test(text.trim()));
        const digest = createHash("sha256").update(text.trim(), "utf8").digest();
        expect(BigInt(orderIdFrom(text))).toBe(digest.readBigUInt64BE() & (2n ** 63n - 1n));
      }),
    );
  });

  it("returns a positive int64 for any text, and that id again for itself", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        fc.pre(!/^0*$/.test(text.trim()));
        const id = orderIdFrom(text);
        expect(id).toMatch(/^[1-9]\d{0,18}$/);
        expect(BigInt(id) < 2n ** 63n).toBe(true);
        expect(orderIdFrom(id)).toBe(id);
      }),
    );
  });

  it("takes digits that are an order id already as that id", () => {
    expect(orderIdFrom("1001")).toBe("1001");
    expect(orderIdFrom(" 007 ")).toBe("7");
    expect(orderIdFrom("9223372036854775807")).toBe("9223372036854775807");
  });

  it("keeps apart what only looks alike, except for blanks around it", () => {
    expect(orderIdFrom("#1001")).not.toBe(orderIdFrom("1001"));
    expect(orderIdFrom("abc")).not.toBe(orderIdFrom("ABC"));
    expect(orderIdFrom("  abc\n")).toBe(orderIdFrom("abc"));
  });

  it.each(["", "   ", "0", "000"])("refuses %j, an id that was never set", (text) => {
    expect(() => orderIdFrom(text)).toThrow(InvalidInputError);
  });

  it("refuses what is not text instead of hashing its rounded digits", () => {
    // @ts-expect-error a caller without types
    expect(() => orderIdFrom(1001)).toThrow("must be text");
  });
});

describe("sha256", () => {
  it.each([
    // FIPS 180-4's own examples: one block, two blocks, and a million times "a".
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ],
    ["a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
  ])("agrees with the published vector %#", (text, digest) => {
    expect(hex(sha256(new TextEncoder().encode(text)))).toBe(digest);
  });

  it("agrees with the platform's own for every length around a block", () => {
    for (let length = 0; length < 140; length++) {
      const message = new Uint8Array(length).fill(length);
      expect(hex(sha256(message))).toBe(createHash("sha256").update(message).digest("hex"));
    }
  });
});
