import { runInNewContext } from "node:vm";
import * as msw from "msw";
import * as mswNode from "msw/node";
import { createFakePrivy, FakeUsageError } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import type { Load } from "../../../../src/peers/own-require.js";
import { loadMsw } from "../../../../src/testing/kit/msw/load-msw.js";

const packages = (version: string, others: Record<string, unknown> = { msw, "msw/node": mswNode }): Load => {
  const known = new Map<string, unknown>(Object.entries({ "msw/package.json": { version }, ...others }));
  return (name) => {
    if (known.has(name)) return known.get(name);
    throw Object.assign(new Error(`Cannot find module '${name}'`), { code: "MODULE_NOT_FOUND" });
  };
};
const refusal = (load: Load): string => {
  try {
    loadMsw(load);
  } catch (error) {
    if (error instanceof FakeUsageError) return error.message;
    throw error;
  }
  throw new Error("It was loaded");
};

describe("listening with msw", () => {
  it("uses the copy that the tests import themselves", () => {
    const loaded = loadMsw();
    expect(loaded.http).toBe(msw.http);
    expect(loaded.setupServer).toBe(mswNode.setupServer);
  });

  it("works with every version from 2.4 on", () => {
    for (const version of ["2.4.0", "2.4.13", "2.15.0", "3.0.5", "10.0.0"])
      expect(loadMsw(packages(version)).http).toBe(msw.http);
  });

  it("fails with the name of the package and what to do when it is not installed", () => {
    const nothing = packages("2.15.0");
    const message = refusal((name) => nothing(`not-${name}`));
    expect(message).toContain("need the package msw, 2.4 or later, which is not installed");
    expect(message).toContain("npm install --save-dev msw");
    expect(message).toContain("client()");
  });

  it("fails with the version that was found when it is too old", () => {
    expect(refusal(packages("1.3.5"))).toContain("need msw 2.4 or later, but msw 1.3.5 is installed");
    expect(refusal(packages("2.3.5"))).toContain("need msw 2.4 or later, but msw 2.3.5 is installed");
  });

  it("fails with the reason when it cannot be loaded in the middle of a program, and names the way out", () => {
    const syntax: Load = (name) => {
      if (name === "msw/package.json") return { version: "2.15.0" };
      throw new SyntaxError("Unexpected token 'export'\n    at some/file.js:1");
    };
    const message = refusal(syntax);
    expect(message).toContain("msw 2.15.0 cannot be loaded when it is needed: Unexpected token 'export'");
    expect(message).toContain("listen({ msw: { http, setupServer } })");
    expect(message).not.toContain("\n");
  });

  it("refuses a copy that belongs to other globals, through which no fetch of the test would pass", () => {
    const foreign = runInNewContext("() => undefined");
    const message = refusal(packages("2.15.0", { msw: {}, "msw/node": { setupServer: foreign } }));
    expect(message).toContain("outside of this test's globals");
    expect(message).toContain("listen({ msw: { http, setupServer } })");
  });

  it("takes the msw that it is given", async () => {
    const privy = createFakePrivy();
    const given: string[] = [];
    const setupServer: typeof mswNode.setupServer = (...handlers) => {
      given.push(`${handlers.length} handlers`);
      return mswNode.setupServer(...handlers);
    };
    privy.listen({ msw: { http: msw.http, setupServer } });
    try {
      expect((await fetch("https://api.privy.com/v1/contacts")).status).toBe(401);
      expect(given).toEqual(["2 handlers"]);
    } finally {
      privy.close();
    }
  });
});
