import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { createFakePrivy, createFakeSequenzy } from "privy-orders/testing";
import { afterEach, describe, expect, it } from "vitest";
import { usageMessage } from "../../../support/fake-errors.js";

const own = setupServer(http.get("https://own.test/", () => HttpResponse.text("own")));
afterEach(() => own.close());

const ask = async (url: string): Promise<string> => (await fetch(url)).text();

describe("listen beside a server of the test's own", () => {
  it("throws, leaves that server running, and states what to do instead", async () => {
    own.listen({ onUnhandledRequest: "error" });
    using privy = createFakePrivy();
    expect(usageMessage(() => privy.listen())).toContain("server.use(...fake.handlers)");
    expect(await ask("https://own.test/")).toBe("own");
    own.use(...privy.handlers);
    expect(await ask("https://api.privy.com/v1/contacts")).toContain("unauthorized");
    privy.close();
    expect(await ask("https://own.test/")).toBe("own");
    own.close();
    privy.listen();
    expect(await ask("https://api.privy.com/v1/contacts")).toContain("unauthorized");
  });

  it("throws the same beside another fake", () => {
    using privy = createFakePrivy();
    using sequenzy = createFakeSequenzy();
    privy.listen();
    expect(usageMessage(() => sequenzy.listen())).toContain("another fake");
    privy.close();
    sequenzy.listen();
  });
});
