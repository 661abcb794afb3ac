import { describe, expect, it } from "vitest";
import { readExactJson, writeExactJson } from "../../src/inspector/api/exact-json.js";
import { createEventReader } from "../../src/inspector/api/read-events.js";
import { scrollToShow, visibleRows } from "../../src/inspector/parts/grid/virtual-window.js";
import { createRequestFilter } from "../../src/inspector/state/request-filter.js";
import { createRequestStore } from "../../src/inspector/state/request-store.js";
import { hrefOf, parseRoute } from "../../src/inspector/state/route.js";

const row = (n: number, more: object = {}) => ({
  n,
  at: "2026-01-01T00:00:00.000Z",
  method: "POST",
  path: "/v1/orders/placed",
  status: 201,
  seen: 201,
  ms: 1,
  ...more,
});

describe("a long list", () => {
  it("has only the rows in the document that can be seen, and a few more", () => {
    expect(visibleRows({ scrollTop: 0, height: 340, rowHeight: 34, count: 10_000 })).toEqual({
      first: 0,
      end: 24,
    });
    expect(visibleRows({ scrollTop: 34_000, height: 340, rowHeight: 34, count: 10_000 })).toEqual({
      first: 986,
      end: 1_024,
    });
    expect(visibleRows({ scrollTop: 900_000, height: 340, rowHeight: 34, count: 10 })).toEqual({
      first: 0,
      end: 10,
    });
    expect(visibleRows({ scrollTop: 0, height: 340, rowHeight: 34, count: 0 })).toEqual({ first: 0, end: 0 });
  });

  it("is scrolled no further than a row needs to be seen whole, below its heading", () => {
    const view = { scrollTop: 340, height: 368, rowHeight: 34, top: 28 };
    expect(scrollToShow(12, view)).toBe(340);
    expect(scrollToShow(2, view)).toBe(68);
    expect(scrollToShow(20, view)).toBe(20 * 34 + 34 + 28 - 368);
  });
});

describe("the requests of the page", () => {
  it("come once each, whichever tab heard of them first", () => {
    const store = createRequestStore();
    store.add([row(1), row(2)]);
    store.add([row(2), row(3)]);
    expect(store.rows.value.list.map(({ n }) => n)).toEqual([1, 2, 3]);
    store.addOlder([row(0), row(1)]);
    expect(store.rows.value.list.map(({ n }) => n)).toEqual([0, 1, 2, 3]);
    expect(store.last()).toBe(3);
  });

  it("are held while the list is paused, and let in afterwards", () => {
    const store = createRequestStore();
    store.togglePause();
    store.add([row(1), row(2)]);
    expect([store.held.value, store.rows.value.list.length, store.last()]).toEqual([2, 0, 2]);
    store.togglePause();
    expect([store.held.value, store.rows.value.list.length, store.isPaused.value]).toEqual([0, 2, false]);
  });

  it("are the latest ones, once there are more than the fake keeps", () => {
    const store = createRequestStore();
    store.setKeep(10);
    for (let n = 1; n <= 30; n += 1) store.add([row(n)]);
    expect(store.rows.value.list.length).toBeLessThanOrEqual(11);
    expect(store.rows.value.list.at(-1)?.n).toBe(30);
  });
});

describe("the filter of the requests", () => {
  it("looks at each row once while the list grows, and anew for another query", () => {
    const filter = createRequestFilter();
    const list = [row(1), row(2, { status: 422, seen: 422 })];
    expect(filter.read(list, "status:4xx").shown.map(({ n }) => n)).toEqual([2]);
    list.push(row(3, { status: 404, seen: 404 }));
    expect(filter.read(list, "status:4xx").shown.map(({ n }) => n)).toEqual([2, 3]);
    expect(filter.read(list, "-status:4xx").shown.map(({ n }) => n)).toEqual([1]);
    expect(filter.read(list, "").shown).toBe(list);
  });

  it("names a word after is: that means nothing", () => {
    expect(createRequestFilter().read([], "is:refused").problem).toBeUndefined();
    expect(createRequestFilter().read([], "is:wrong").problem).toContain(
      "is:wrong is unknown; known are refused",
    );
  });
});

describe("the address of a view", () => {
  it("holds the view, the record, the filter and the selection", () => {
    const href = hrefOf("orders", "a/b c", { q: "status:4xx x", sel: undefined });
    expect(href).toBe("#/orders/a%2Fb%20c?q=status%3A4xx+x");
    expect(parseRoute(href)).toEqual({ view: "orders", id: "a/b c", params: { q: "status:4xx x" } });
  });

  it("is the list of requests when it is unknown or broken", () => {
    expect(parseRoute("")).toEqual({ view: "requests", id: undefined, params: {} });
    expect(parseRoute("#/nowhere/%zz")).toEqual({ view: "requests", id: "%zz", params: {} });
  });
});

describe("what the fake sends", () => {
  it("keeps the digits of integers beyond 2^53 in both directions", () => {
    const value = { short: 1, list: [true, null, "x"], empty: {} };
    expect(readExactJson(writeExactJson(value, 0))).toEqual(value);
    expect(writeExactJson({ id: 9007199254740993n })).toBe('{\n  "id": 9007199254740993\n}');
  });

  it("is cut into events, wherever the chunks end; beats are none", () => {
    const read = createEventReader();
    expect(read('id: 7\nevent: requests\ndata: {"ro')).toEqual([]);
    expect(read('ws":[]}\n\n: beat\n\nevent: clock\ndata: {}\n\n')).toEqual([
      { event: "requests", data: '{"rows":[]}' },
      { event: "clock", data: "{}" },
    ]);
  });
});
