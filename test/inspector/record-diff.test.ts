import { describe, expect, it } from "vitest";
import { diffRecords } from "../../src/inspector/diff/record-diff.js";

describe("the differences between two records", () => {
  it("are named by their paths, with what was and what is", () => {
    expect(
      diffRecords(
        { total: "1.00", note: "a", address: { city: "Bern" } },
        { total: "2.00", address: { city: "Basel" }, tag: 1 },
      ),
    ).toEqual([
      { kind: "changed", path: "total", before: "1.00", after: "2.00" },
      { kind: "removed", path: "note", before: "a" },
      { kind: "changed", path: "address.city", before: "Bern", after: "Basel" },
      { kind: "added", path: "tag", after: 1 },
    ]);
  });

  it("pair line items by their ids, so that another order of them is none", () => {
    const lamp = { product_id: "lamp", quantity: 1 };
    const bulb = { product_id: "bulb", quantity: 2 };
    expect(diffRecords({ line_items: [lamp, bulb] }, { line_items: [bulb, lamp] })).toEqual([]);
    expect(
      diffRecords({ line_items: [lamp, bulb] }, { line_items: [{ ...bulb, quantity: 3 }, lamp] }),
    ).toEqual([{ kind: "changed", path: "line_items[bulb].quantity", before: 2, after: 3 }]);
  });

  it("pair elements by their places where no field tells them apart", () => {
    expect(
      diffRecords({ items: [{ sku: "a" }, { sku: "a" }] }, { items: [{ sku: "a" }, { sku: "b" }] }),
    ).toEqual([{ kind: "changed", path: "items[1].sku", before: "a", after: "b" }]);
  });

  it("leave out the fields that one does not ask about, and see integers of any length", () => {
    expect(
      diffRecords({ updated_at: 1, id: 9007199254740993n }, { updated_at: 2, id: 9007199254740995n }, [
        "updated_at",
      ]),
    ).toEqual([{ kind: "changed", path: "id", before: 9007199254740993n, after: 9007199254740995n }]);
  });
});
