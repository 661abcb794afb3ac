import { describe, expect, it } from "vitest";
import { Cancellation } from "../../src/http/cancellation.js";

describe("a cancellation", () => {
  it("tells its listeners once, in the order in which they came, and keeps the first reason", () => {
    const cancellation = new Cancellation();
    const told: string[] = [];
    cancellation.addEventListener("abort", () => told.push("first"));
    cancellation.addEventListener("abort", () => told.push("second"));
    expect(cancellation.aborted).toBe(false);
    cancellation.abort("enough");
    cancellation.abort("again");
    expect(told).toEqual(["first", "second"]);
    expect(cancellation).toMatchObject({ aborted: true, reason: "enough" });
    expect(() => cancellation.throwIfAborted()).toThrow(expect.toSatisfy((thrown) => thrown === "enough"));
  });

  it("has aborted before anybody is told, and may be told about a reason that is nothing", () => {
    const cancellation = new Cancellation();
    let seen: unknown[] = [];
    cancellation.addEventListener("abort", () => {
      seen = [cancellation.aborted, cancellation.reason];
    });
    cancellation.abort(undefined);
    expect(seen).toEqual([true, undefined]);
  });

  it("tells nobody who left, and nobody who came too late", () => {
    const cancellation = new Cancellation();
    const told: string[] = [];
    const leaves = (): unknown => told.push("left");
    cancellation.addEventListener("abort", leaves);
    cancellation.addEventListener("abort", () => told.push("stayed"));
    cancellation.removeEventListener("abort", leaves);
    cancellation.removeEventListener("abort", leaves);
    cancellation.abort("enough");
    cancellation.addEventListener("abort", () => told.push("late"));
    cancellation.abort("enough");
    expect(told).toEqual(["stayed"]);
  });

  it("lets a listener leave while others are told", () => {
    const cancellation = new Cancellation();
    const told: string[] = [];
    const second = (): unknown => told.push("second");
    cancellation.addEventListener("abort", () => {
      cancellation.removeEventListener("abort", second);
      told.push("first");
    });
    cancellation.addEventListener("abort", second);
    cancellation.addEventListener("abort", () => told.push("third"));
    cancellation.abort("enough");
    expect(told).toEqual(["first", "third"]);
  });
});
