import { PrivyClient } from "privy-orders";
import { SequenzyClient } from "privy-orders/sequenzy";
import { describe, expect, it } from "vitest";
import { json, leastOrder, rejection } from "../../support/scripted-server.js";

const token = "privy_test";
const notFound = (): Response => json(404, { error: { code: "not_found", message: "no such route" } });

async function messageOf(
  baseUrl: string,
  reply: () => Response,
  call: (client: PrivyClient) => Promise<unknown> = (client) => client.orders.upsert(leastOrder),
): Promise<string> {
  const client = new PrivyClient({ token, baseUrl, fetch: async () => reply(), maxAttempts: 1 });
  return String(await rejection(call(client)));
}

describe("a wrong address", () => {
  it.each([
    ["https://api.privy.com", "Check baseUrl: https://api.privy.com responded, and it should end in /v1."],
    ["https://api.privy.com/v1/v1", "https://api.privy.com/v1/v1 responded, and it should end in /v1."],
    ["https://proxy.example/privy/v1/", "Check baseUrl: https://proxy.example/privy/v1 responded."],
  ])("is named with the option to look at: %s", async (baseUrl, words) => {
    for (const reply of [notFound, () => json(405, {}), () => new Response("<html>")])
      expect(await messageOf(baseUrl, reply)).toContain(words);
  });

  it("is not suspected when a contact does not exist", async () => {
    const get = (client: PrivyClient): Promise<unknown> => client.contacts.get("cus_1");
    expect(await messageOf("https://api.privy.com/v1", notFound, get)).not.toContain("Check baseUrl");
    expect(await messageOf("https://api.privy.com", notFound, get)).toContain("should end in /v1");
    const page = (): Response => new Response("<h1>Not found</h1>", { status: 404 });
    expect(await messageOf("https://api.privy.com/v1", page, get)).toContain("Check baseUrl");
  });

  it("is named after a redirect, too, without the place it leads to", async () => {
    const redirect = (): Response =>
      new Response(null, { status: 301, headers: { location: "https://elsewhere.example/?email=ada" } });
    const message = await messageOf("https://api.privy.com/v1", redirect);
    expect(message).toContain("redirect (301)");
    expect(message).toContain("Check baseUrl: https://api.privy.com/v1 responded.");
    expect(message).not.toContain("elsewhere");
  });

  it("is that of the token URL when it redirects or does not exist", async () => {
    for (const reply of [
      () => new Response(null, { status: 302 }),
      () => new Response("x", { status: 404 }),
    ]) {
      const client = new PrivyClient({
        oauth: {
          clientId: "id",
          clientSecret: "secret",
          scopes: ["orders_write"],
          tokenUrl: "https://dash.example/oauth/token",
        },
        fetch: async () => reply(),
        maxAttempts: 1,
      });
      const message = String(await rejection(client.orders.upsert(leastOrder)));
      expect(message).toContain("Check oauth.tokenUrl: https://dash.example/oauth/token responded.");
      expect(message).not.toContain("clientSecret");
    }
  });

  it("is that of Sequenzy by its own usual end", async () => {
    const client = new SequenzyClient({
      apiKey: "sk_live_1",
      baseUrl: "https://api.sequenzy.com/v1",
      fetch: async () => notFound(),
    });
    const order = { orderId: "1", totalCents: 1, currency: "USD", customer: { email: "a@example.com" } };
    // Only the address matters here.
    const message = String(await rejection(client.orders.push(order as never)));
    expect(message).toContain("and it should end in /api/v1.");
  });
});
