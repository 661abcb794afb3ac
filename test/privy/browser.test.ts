import { InvalidInputError, PrivyClient } from "privy-orders";
import { afterEach, describe, expect, it, vi } from "vitest";

describe("a client in a browser", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("is refused, because every visitor could read its credential", () => {
    vi.stubGlobal("window", { document: {} });
    expect(() => new PrivyClient({ token: "privy_secret" })).toThrow(InvalidInputError);
    expect(() => new PrivyClient({ token: "privy_secret" })).toThrow(/every visitor can read it/);
  });

  it("is made when that is said explicitly", () => {
    vi.stubGlobal("window", { document: {} });
    expect(new PrivyClient({ token: "privy_secret", dangerouslyAllowBrowser: true })).toBeInstanceOf(
      PrivyClient,
    );
  });

  it("is made where there is a window but no page, as Deno once had", () => {
    vi.stubGlobal("window", {});
    expect(new PrivyClient({ token: "privy_secret" })).toBeInstanceOf(PrivyClient);
  });
});
