import { PrivyClient } from "privy-orders";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createKernel, json } from "../../support/scripted-server.js";

afterEach(() => vi.unstubAllGlobals());

describe("a request", () => {
  it("keeps a framework's cache out", async () => {
    const kernel = createKernel([json(200)]);
    kernel.send({ method: "GET" });
    await kernel.clock.advance(0);
    expect(kernel.sent[0]).toMatchObject({ cache: "no-store" });
  });

  it.each([
    [
      "throws at the option, as Workers of an older date do",
      class {
        constructor(_url: string, init: object) {
          if ("cache" in init)
            throw new Error("The 'cache' field on 'RequestInitializerDict' is not implemented.");
        }
      },
    ],
    ["does not know the option", class {}],
    ["has no Request", undefined],
  ])("says nothing of a cache where the runtime %s", async (_, Request) => {
    vi.stubGlobal("Request", Request);
    const kernel = createKernel([json(200)]);
    const call = kernel.send({ method: "GET" });
    await kernel.clock.advance(0);
    expect(kernel.sent[0]).not.toHaveProperty("cache");
    expect(call.state).toBe("fulfilled");
    expect(new PrivyClient({ token: "privy_test" })).toBeInstanceOf(PrivyClient);
  });
});
