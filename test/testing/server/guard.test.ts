import { request } from "node:http";
import { createFakePrivy } from "privy-orders/testing";
import { type ServeOptions, serveFakePrivy } from "privy-orders/testing/server";
import { describe, expect, it } from "vitest";
import { refusalOf } from "../../support/fake-errors.js";

/** The status and code that a request with these headers gets. */
async function ask(headers: Record<string, string>, options?: ServeOptions): Promise<[number, unknown]> {
  const privy = createFakePrivy({ tokens: ["test-token"] });
  await using server = await serveFakePrivy(privy, options);
  const port = new URL(server.url).port;
  const own = Object.entries(headers).map(([name, value]) => [name, value.replace("PORT", port)]);
  const all = { authorization: "Bearer test-token", ...Object.fromEntries(own) };
  const answer = await new Promise<[number, string]>((resolve, reject) => {
    const sent = request(`${server.baseUrl}/contacts`, { headers: all }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve([response.statusCode ?? 0, text]));
    });
    sent.on("error", reject).end();
  });
  expect(privy.requests).toHaveLength(answer[0] === 200 ? 1 : 0);
  return [answer[0], JSON.parse(answer[1]).error?.code];
}

describe("a fake that is served", () => {
  it.each(["localhost:PORT", "127.0.0.1:PORT", "[::1]:PORT", "LocalHost", "127.0.0.1"])(
    "answers to this machine's own name %s",
    async (host) => {
      expect(await ask({ host })).toEqual([200, undefined]);
    },
  );

  it.each([
    "evil.test",
    "evil.test:PORT",
    "localhost.evil.test",
    "127.0.0.1.nip.io:PORT",
    "localhost.",
    "api.privy.com",
    "0.0.0.0:PORT",
    "localhost:PORT@evil.test",
  ])("does not answer to %s, which a page could let point here", async (host) => {
    expect(await ask({ host })).toEqual([421, "unknown_host"]);
  });

  it("serves a name that it was allowed", async () => {
    const options = { allowedHosts: ["Privy-Fake"] };
    expect(await ask({ host: "privy-fake:7748" }, options)).toEqual([200, undefined]);
    expect(await ask({ host: "other-fake:7748" }, options)).toEqual([421, "unknown_host"]);
  });

  it.each([
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "null" },
    { origin: "http://evil.test" },
    { origin: "http://127.0.0.1:1" },
    { origin: "https://127.0.0.1:PORT" },
    { "sec-fetch-site": "same-origin", origin: "http://evil.test" },
  ])("does not answer to another site's page: %j", async (headers) => {
    expect(await ask(headers)).toEqual([403, "cross_origin"]);
  });

  it.each([
    { "sec-fetch-site": "same-origin", origin: "http://127.0.0.1:PORT" },
    { "sec-fetch-site": "none" },
  ])("answers to a page of its own and to a typed address: %j", async (headers) => {
    expect(await ask(headers)).toEqual([200, undefined]);
  });

  it.each([["privy-fake:80"], [""], [1], "privy-fake"])(
    "refuses %j as allowed hosts",
    async (allowedHosts) => {
      // What a store without types would write.
      // What a test without types may pass.
      const options = { allowedHosts } as unknown as ServeOptions;
      const failure = await serveFakePrivy(createFakePrivy(), options).catch((error: unknown) => error);
      expect(
        refusalOf(() => {
          throw failure;
        }).message,
      ).toContain("options.allowedHosts must be a list");
    },
  );
});
