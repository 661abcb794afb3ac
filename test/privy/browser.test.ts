import { InvalidInputError, PrivyClient } from "privy-orders";
import { afterEach, describe, expect, it, vi } from "vitest";

describe("a client in a browser", () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    ["nothing of Node", undefined],
    ["a bundler's stand-in for process", { env: {}, browser: true, versions: {} }],
    ["Electron's Node", { versions: { node: "20.0.0", electron: "30.0.0" }, type: "renderer" }],
  ])("is refused, because every visitor could read its credential: with %s", (_, process) => {
    vi.stubGlobal("window", { document: {} });
    vi.stubGlobal("process", process);
    expect(() => new PrivyClient({ token: "privy_secret" })).toThrow(InvalidInputError);
    expect(() => new PrivyClient({ token: "privy_secret" })).toThrow(
      /every visitor can read it.+dangerouslyAllowBrowser/,
    );
  });

  it("is made in a server's runtime that simulates a browser, as tests with jsdom or happy-dom do", () => {
    vi.stubGlobal("window", { document: {} });
    expect(new PrivyClient({ token: "privy_secret" })).toBeInstanceOf(PrivyClient);
  });

  it("is made when that is said explicitly", () => {
    vi.stubGlobal("window", { document: {} });
    vi.stubGlobal("process", undefined);
    expect(new PrivyClient({ token: "privy_secret", dangerouslyAllowBrowser: true })).toBeInstanceOf(
      PrivyClient,
    );
  });

  it("is made where there is a window but no page, as Deno once had", () => {
    vi.stubGlobal("window", {});
    expect(new PrivyClient({ token: "privy_secret" })).toBeInstanceOf(PrivyClient);
  });
});
