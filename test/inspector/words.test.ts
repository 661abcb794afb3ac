import { describe, expect, it } from "vitest";
import { scopeWords, timesWords } from "../../src/inspector/format/fault-words.js";
import { evaluationWords, flowWords, segmentWords } from "../../src/inspector/format/flow-words.js";
import { foldByRequest } from "../../src/inspector/format/fold-timeline.js";
import { lineOfPath, linesOfPaths, pathAsText } from "../../src/inspector/format/line-of-path.js";
import { revenueByMessage } from "../../src/inspector/format/message-revenue.js";
import { countText, moneyText, plural } from "../../src/inspector/format/show-numbers.js";
import { showText } from "../../src/inspector/format/show-text.js";
import { dayAndTime, offsetText, tookText } from "../../src/inspector/format/show-time.js";

describe("text that came from outside", () => {
  it("shows characters that one would not see, or that turn the line around, by their names", () => {
    const named = showText("a\u001b[31m\u202eb\u200bc\u007f").map(({ text, isHidden }) =>
      isHidden ? `<${text}>` : text,
    );
    expect(named.join("")).toBe("a<␛>[31m<U+202E>b<U+200B>c<␡>");
  });

  it("stays as it is where there are none, line ends and other scripts included", () => {
    expect(showText("Zoë\n\t東京 😀")).toEqual([{ text: "Zoë\n\t東京 😀", isHidden: false }]);
    expect(showText("")).toEqual([]);
  });
});

describe("numbers and times", () => {
  it("are written for a reader", () => {
    expect([countText(1_234_567), countText(12), plural(1, "fault"), plural(2, "fault")]).toEqual([
      "1,234,567",
      "12",
      "1 fault",
      "2 faults",
    ]);
    expect([moneyText("66.00", "USD"), moneyText(95, "JPY"), moneyText(undefined, "USD")]).toEqual([
      "66.00 USD",
      "95.00 JPY",
      "",
    ]);
    expect(dayAndTime("2026-11-26T10:38:51.400Z")).toBe("2026-11-26 10:38:51");
    expect([offsetText(91 * 86_400_000), offsetText(-60_000), offsetText(0)]).toEqual(["+91 d", "−1 m", ""]);
    expect([tookText(0.42), tookText(12.4), tookText(undefined)]).toEqual(["0.4 ms", "12 ms", ""]);
  });
});

describe("flows, segments and faults in words", () => {
  it("say when a flow starts, on what conditions, and how often", () => {
    expect(
      flowWords({
        name: "Review",
        trigger: "order_received",
        conditions: [{ type: "order_value", operator: "gte", value: 50, currency: "USD" }],
        entry: { frequency: "delayed", after: "30d" },
        active: false,
      }),
    ).toEqual([
      "Starts when an order is marked delivered",
      "and order value is at least 50 USD",
      "A contact may enter again after 30d",
      "Switched off",
    ]);
    expect(
      flowWords({
        name: "x",
        trigger: "order_placed",
        conditions: [{ type: "purchased_product", productIds: ["a", 1], match: "all" }],
      })[1],
    ).toBe("and the order has all of the products a, 1");
  });

  it("say who is in a segment, and why a flow did not start", () => {
    expect(
      segmentWords({
        name: "s",
        match: "any",
        conditions: [
          { type: "order_count", operator: "between", value: [2, 4] },
          { type: "last_order_date", operator: "not_within_last", value: "90d" },
        ],
      }),
    ).toBe("order count is between 2 and 4, or last order date is not within the last 90d");
    const facts = {
      flow: "f",
      trigger: "order_placed",
      orderId: "1",
      contactId: "c",
      requestId: "req_1",
      at: "",
    } as const;
    expect(evaluationWords({ ...facts, started: false, reason: "inactive", detail: "it is off" })).toBe(
      "switched off: it is off",
    );
    expect(evaluationWords({ ...facts, started: true, runId: "r" })).toBe("started");
  });

  it("say how often a fault strikes and for which requests", () => {
    expect([timesWords(1), timesWords(3), timesWords("always")]).toEqual([
      "next request",
      "next 3 requests",
      "always",
    ]);
    expect(scopeWords({ email: "kim@example.com", body: { total: 9007199254740993n } })).toBe(
      'only for email kim@example.com, body {"total":9007199254740993}',
    );
  });
});

describe("the line of a value in a text of JSON", () => {
  const text =
    '{\n  "total": 1,\n  "line_items": [\n    { "price": 1 },\n    {\n      "price": "x, }"\n    }\n  ]\n}';
  const lines = linesOfPaths(text);

  it("is found by its path, however deep", () => {
    expect(lineOfPath(lines, "total")).toBe(2);
    expect(lineOfPath(lines, "line_items[1].price")).toBe(6);
    expect(lineOfPath(lines, "line_items[0].sku")).toBe(4);
    expect(lineOfPath(lines, "currency")).toBe(1);
  });

  it("does not stumble over broken JSON", () => {
    for (let end = 0; end < text.length; end += 1)
      expect(() => linesOfPaths(text.slice(0, end))).not.toThrow();
  });

  it("takes paths as lists and as text", () => {
    expect(pathAsText(["line_items", 0, "price"])).toBe("line_items[0].price");
    expect(pathAsText("line_items.0.price")).toBe("line_items[0].price");
  });
});

describe("what belongs together", () => {
  it("is folded by request, and by message to the last cent", () => {
    const entry = (at: string, requestId?: string) => ({
      at,
      kind: "changed",
      ...(requestId === undefined ? {} : { requestId }),
    });
    expect(
      foldByRequest([entry("1", "req_1"), entry("1", "req_1"), entry("2"), entry("3", "req_2")]).map(
        ({ items }) => items.length,
      ),
    ).toEqual([2, 1, 1]);
    const one = {
      channel: "email",
      message: "Spring",
      kind: "open",
      engagedAt: "",
      currency: "USD",
    } as const;
    expect(
      revenueByMessage([
        { ...one, orderId: "1", amount: "0.10" },
        { ...one, orderId: "2", amount: "0.20" },
        { ...one, orderId: "3", amount: "5", currency: "JPY" },
      ]),
    ).toEqual([{ message: "Spring", channel: "email", amounts: ["0.30 USD", "5 JPY"], orders: 3 }]);
  });
});
