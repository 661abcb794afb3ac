import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createUndiciFetch } from "privy-orders/undici";
import { getGlobalDispatcher } from "undici";
import { describe, expect, it, vi } from "vitest";
import { httpServer } from "./loopback-server.js";
import { requestOf } from "./request-of.js";

describe("the global fetch", () => {
  it("works as before in a process that loads the undici fetch first, uses it and closes it", async () => {
    const script = fileURLToPath(new URL("./global-fetch.ts", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script], {
      timeout: 15_000,
    });
    expect(JSON.parse(stdout)).toEqual({ text: "global", again: "global", aborted: "stop", untouched: true });
  });

  it("is not asked by an undici fetch, and neither is the global dispatcher", async () => {
    const globalFetch = vi.fn();
    vi.stubGlobal("fetch", globalFetch);
    const dispatcher = getGlobalDispatcher();
    const dispatch = vi.spyOn(dispatcher, "dispatch");
    await using server = await httpServer((_request, response) => response.end("own"));
    await using fetch = createUndiciFetch();
    expect(await (await fetch(server.url, requestOf())).text()).toBe("own");
    expect(globalFetch).not.toHaveBeenCalled();
    expect(dispatch).not.toHaveBeenCalled();
    expect(getGlobalDispatcher()).toBe(dispatcher);
    dispatch.mockRestore();
  });
});
