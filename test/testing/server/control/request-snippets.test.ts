import { describe, expect, it } from "vitest";
import { requestSnippets } from "../../../../src/testing/server/control/views/request-snippets.js";

const url = "http://127.0.0.1:7748";
const request = {
  method: "POST",
  path: "/v1/orders/placed",
  query: {},
  headers: {},
  body: { order_id: 9007199254740993n, email: "o'hara@example.com" },
};

describe("a request as code", () => {
  it("is a curl call without the token, safe in a shell", () => {
    const headers = { "x-privy-integration-token": "****" };
    const { curl } = requestSnippets({ ...request, headers, query: { page: "2" } }, url);
    expect(curl).toContain("curl -X POST 'http://127.0.0.1:7748/v1/orders/placed?page=2'");
    expect(curl).toContain("Bearer $PRIVY_API_TOKEN");
    expect(curl).toContain("$PRIVY_INTEGRATION_TOKEN");
    expect(curl).toContain("o'\\''hara");
    expect(curl).toContain('"order_id": 9007199254740993,');
  });

  it("is a curl call without a body where none was sent", () => {
    const { curl } = requestSnippets({ ...request, method: "GET", body: undefined }, url);
    expect(curl).not.toContain("-d");
    expect(curl).not.toContain("Content-Type");
  });

  it("is a call of the SDK with long ids as bigint", () => {
    const { sdk } = requestSnippets(request, url);
    expect(sdk).toContain("await client.orders.upsert({");
    expect(sdk).toContain("9007199254740993n");
    const call = (method: string, path: string, body?: unknown): string =>
      requestSnippets({ ...request, method, path, body }, url).sdk;
    expect(call("GET", "/v1/contacts")).toContain("client.contacts.list()");
    expect(call("GET", "/v1/contacts/a%22b")).toContain('client.contacts.get("a\\"b")');
    expect(call("GET", "/v1/contacts/%zz")).toContain('client.contacts.get("%zz")');
    expect(call("PATCH", "/v1/contacts/cus_1", { tags: [] })).toContain('client.contacts.update("cus_1", {');
    expect(call("POST", "/v1/contacts/cus_1/unsubscribe", { reason: "asked" })).toContain(
      'client.contacts.unsubscribe("cus_1", {',
    );
  });
});
