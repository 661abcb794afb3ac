import { describe, expect, it } from "vitest";
import { endpointProblem, normalEndpoint } from "../../../src/http/options/base-url.js";

describe("an address that a token will be sent to", () => {
  it.each([
    "https://api.privy.com/v1",
    "https://api.privy.com",
    "HTTPS://API.PRIVY.COM/v1/",
    "https://192.0.2.1:8443/privy",
    "https://münchen.example/v1",
    "http://localhost:3000/v1",
    "http://shop.localhost",
    "http://127.0.0.1:8080",
    "http://127.1",
    "http://127.255.255.254",
    "http://2130706433",
    "http://[::1]:8080",
  ])("is accepted: %s", (address) => {
    expect(endpointProblem(address)).toBeUndefined();
  });

  it("is accepted however often it was looked at before", () => {
    // URL.canParse says false after some thousand calls of Node 20 and 22.
    const problems = Array.from({ length: 50_000 }, () => endpointProblem("https://münchen.example/v1"));
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });

  it.each([
    "http://api.privy.com/v1",
    "http://localhost.evil.example",
    "http://localhost@evil.example",
    "http://evil.example#localhost",
    "http://evil.example?.localhost",
    "http://evil.example\\@localhost",
    "http://127.0.0.1.evil.example",
    "http://127.evil.example",
    "http://0.0.0.0",
    "http://128.0.0.1",
    "http://[::2]",
    "http://10.0.0.1",
    "http://xlocalhost",
    "ftp://localhost",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "ws://localhost",
  ])("is refused without https, unless it is this machine: %s", (address) => {
    expect(endpointProblem(address)).toContain("must begin with https://");
  });

  it.each([
    "",
    "api.privy.com/v1",
    "/v1",
    "https://",
    "//api.privy.com",
    "https://a b",
    5,
    null,
    {},
    ["https://a"],
  ])("is refused when it is not an absolute URL: %j", (address) => {
    expect(endpointProblem(address)).toContain("must be an absolute URL");
  });

  it.each(["https://user@api.privy.com", "https://user:pw@api.privy.com", "https://:pw@api.privy.com"])(
    "is refused with a user or a password in it, and does not quote it: %s",
    (address) => {
      expect(endpointProblem(address)).toBe("must not contain a user name or a password");
    },
  );

  it.each(["https://api.privy.com/v1?key=s3cret", "https://api.privy.com/v1#s3cret"])(
    "is refused with a query or a fragment: %s",
    (address) => {
      expect(endpointProblem(address)).toBe("must not contain a query or a fragment");
    },
  );
});

describe("an accepted address", () => {
  it.each([
    ["https://api.privy.com/v1", "https://api.privy.com/v1"],
    ["https://api.privy.com/v1/", "https://api.privy.com/v1"],
    ["https://api.privy.com///", "https://api.privy.com"],
    ["https://api.privy.com", "https://api.privy.com"],
    ["https://api.privy.com:443/v1", "https://api.privy.com/v1"],
    ["http://127.1:80/a/../v1", "http://127.0.0.1/v1"],
    ["https://api.privy.com/v1?", "https://api.privy.com/v1"],
    ["https://api.privy.com/v1#", "https://api.privy.com/v1"],
    ["https://api.privy.com/v1/?#", "https://api.privy.com/v1"],
  ])("takes a path behind it: %s", (address, expected) => {
    expect(normalEndpoint(address)).toBe(expected);
  });
});
