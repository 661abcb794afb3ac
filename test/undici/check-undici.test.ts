import { isPrivyOrdersError } from "privy-orders";
import * as undici from "undici";
import { describe, expect, it } from "vitest";
import { checkUndici } from "../../src/undici/check-undici.js";

describe("the undici that is installed", () => {
  it("is taken when it is 7 or later", () => {
    expect(() => checkUndici(undici)).not.toThrow();
  });

  it("is refused by name and version when it is older", () => {
    const { cacheStores, ...older } = undici;
    expect(cacheStores).toBeDefined();
    const refusal = (load?: (name: string) => unknown): string => {
      try {
        checkUndici(older, load);
      } catch (error) {
        if (isPrivyOrdersError(error)) return error.message;
      }
      throw new Error("It was taken");
    };
    const load = (name: string): unknown => (name === "undici/package.json" ? { version: "6.21.3" } : {});
    expect(refusal(load)).toContain("  undici: needs undici 7 or 8, but undici 6.21.3 is installed");
    const nothing = (name: string): never => {
      throw Object.assign(new Error(`Cannot find module '${name}'`), { code: "MODULE_NOT_FOUND" });
    };
    expect(refusal(nothing)).toContain("but an older one is installed");
  });
});
