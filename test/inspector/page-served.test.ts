import { createFakePrivy } from "privy-orders/testing";
import { serveFakePrivy } from "privy-orders/testing/server";
import { describe, expect, it } from "vitest";

describe("a fake that is served with its page", () => {
  it("gives the three files by their exact paths, under a policy that lets nothing else in", async () => {
    await using served = await serveFakePrivy(createFakePrivy(), { inspector: true });
    for (const [path, type, text] of [
      ["/", "text/html", '<div id="app">'],
      ["/inspector.js", "text/javascript", "/_fake"],
      ["/inspector.css", "text/css", "light-dark("],
    ] as const) {
      const response = await fetch(served.url + path);
      expect([path, response.status, response.headers.get("content-type")?.split(";")[0]]).toEqual([
        path,
        200,
        type,
      ]);
      expect(await response.text()).toContain(text);
      const policy = response.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
      expect(policy).not.toContain("unsafe");
    }
    for (const path of ["/inspector.js/", "/index.html", "/inspector.html", "/src/inspector/main.tsx"]) {
      const response = await fetch(served.url + path);
      expect([path, response.headers.get("content-type")]).toEqual([path, "application/json; charset=utf-8"]);
    }
  });

  it("is not served unless it is asked for", async () => {
    await using served = await serveFakePrivy(createFakePrivy());
    const response = await fetch(served.url);
    expect(response.status).not.toBe(200);
    expect(await response.text()).not.toContain("<html");
  });
});
