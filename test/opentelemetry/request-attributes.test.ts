import { describe, expect, it } from "vitest";
import { requestAttributes } from "../../src/opentelemetry/request-attributes.js";

const at = (urlTemplate: string): ReturnType<typeof requestAttributes> =>
  requestAttributes({
    callId: 1,
    identity: {},
    operation: "contacts.get",
    method: "GET",
    route: "/contacts/{id}",
    attempt: 1,
    urlTemplate,
  });

describe("the address of a request", () => {
  it("has REDACTED in place of every id, and braces only in the template", () => {
    const { template, urlFull } = at("https://api.privy.com/v1/contacts/{id}/notes/{note_id}");
    expect(template).toBe("/v1/contacts/{id}/notes/{note_id}");
    expect(urlFull).toBe("https://api.privy.com/v1/contacts/REDACTED/notes/REDACTED");
  });

  it.each([
    ["https://api.privy.com/v1/x", "https", "api.privy.com", 443],
    ["http://localhost/v1/x", "http", "localhost", 80],
    ["http://127.0.0.1:8080/v1/x", "http", "127.0.0.1", 8080],
    ["https://[::1]:8443/v1/x", "https", "::1", 8443],
  ])("%s is told apart into scheme, address and port", (url, scheme, address, port) => {
    expect(at(url).common).toMatchObject({
      "url.scheme": scheme,
      "server.address": address,
      "server.port": port,
    });
  });

  it("is the root when there is no path", () => {
    expect(at("https://token.example")).toMatchObject({ template: "/", urlFull: "https://token.example/" });
  });
});
