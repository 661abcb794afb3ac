import { describe, expect, it } from "vitest";
import { computed, signal } from "../../src/inspector/state/signal.js";

describe("a value that the page follows", () => {
  it("calls who follows it after each change, and not for the same value", () => {
    const count = signal(1);
    const seen: number[] = [];
    count.subscribe(() => seen.push(count.peek()));
    count.value = 2;
    count.value = 2;
    count.value = 3;
    expect(seen).toEqual([2, 3]);
  });

  it("is computed when it is read, and again only after what it follows from has changed", () => {
    const first = signal(1);
    const second = signal(10);
    const other = signal(0);
    let times = 0;
    const sum = computed(() => {
      times += 1;
      return first.value + second.value;
    });
    const double = computed(() => sum.value * 2);
    expect([double.value, sum.value, double.peek()]).toEqual([22, 11, 22]);
    other.value = 1;
    expect([double.value, times]).toEqual([22, 1]);
    second.value = 20;
    expect([double.value, sum.peek(), times]).toEqual([42, 21, 2]);
  });

  it("is followed only as far as it was read the last time", () => {
    const isLong = signal(true);
    const long = signal("long");
    let times = 0;
    const text = computed(() => {
      times += 1;
      return isLong.value ? long.value : "short";
    });
    expect(text.value).toBe("long");
    isLong.value = false;
    expect(text.value).toBe("short");
    long.value = "longer";
    expect([text.value, times]).toEqual(["short", 2]);
  });
});
