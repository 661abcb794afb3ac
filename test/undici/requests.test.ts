import { createUndiciFetch } from "privy-orders/undici";
import { describe, expect, it } from "vitest";
import { bodyOf, httpServer, tcpServer } from "./loopback-server.js";
import { codesOf, rejectionOf, requestOf } from "./request-of.js";

describe("a request through createUndiciFetch", () => {
  it("arrives with its method, path, headers and body, and brings status, headers and text back", async () => {
    let seen: object | undefined;
    await using server = await httpServer(async (request, response) => {
      const { method, url, headers } = request;
      seen = {
        method,
        url,
        type: headers["content-type"],
        own: headers["x-own"],
        body: await bodyOf(request),
      };
      response.writeHead(201, { "content-type": "application/json" }).end('{"data":"ü"}');
    });
    await using fetch = createUndiciFetch();
    const response = await fetch(
      `${server.url}/v1/orders?page=2`,
      requestOf({ headers: { "content-type": "application/json", "x-own": "1" }, body: '{"total":95}' }),
    );
    expect(response.status).toBe(201);
    expect(response.headers.get("Content-Type")).toBe("application/json");
    expect(await response.text()).toBe('{"data":"ü"}');
    expect(seen).toEqual({
      method: "POST",
      url: "/v1/orders?page=2",
      type: "application/json",
      own: "1",
      body: '{"total":95}',
    });
  });

  it("goes where each call says when the addresses alternate", async () => {
    await using server = await httpServer((request, response) => response.end(request.url));
    await using fetch = createUndiciFetch();
    const paths = ["/a", "/b", "/a", "/a?b=1"];
    const answers: string[] = [];
    for (const path of paths) {
      const response = await fetch(server.url + path, requestOf({ method: "GET" }));
      answers.push(await response.text());
    }
    expect(answers).toEqual(paths);
  });

  it("asks for no compression", async () => {
    await using server = await httpServer((request, response) =>
      response.end(String(request.headers["accept-encoding"])),
    );
    await using fetch = createUndiciFetch();
    expect(await (await fetch(server.url, requestOf())).text()).toBe("undefined");
  });

  it("hands a redirect back instead of following it", async () => {
    const paths: unknown[] = [];
    await using server = await httpServer((request, response) => {
      paths.push(request.url);
      response.writeHead(307, { location: "/elsewhere" }).end();
    });
    await using fetch = createUndiciFetch();
    const response = await fetch(`${server.url}/v1`, requestOf());
    expect(response.status).toBe(307);
    expect(response.headers.get("location")).toBe("/elsewhere");
    expect(paths).toEqual(["/v1"]);
  });

  it("passes over interim answers and gives the final one", async () => {
    await using server = await httpServer((_request, response) => {
      response.writeEarlyHints({ link: "</style.css>; rel=preload" });
      response.writeHead(200, { "x-final": "yes" }).end("final");
    });
    await using fetch = createUndiciFetch();
    const response = await fetch(server.url, requestOf());
    expect(response.status).toBe(200);
    expect(response.headers.get("x-final")).toBe("yes");
    expect(await response.text()).toBe("final");
  });

  it.each([
    ["a line break in a value", { "x-own": "1\r\nx-injected: 1" }],
    ["a line break in a name", { "x-own: 1\r\nx-injected": "1" }],
    ["a null character", { "x-own": "a\0b" }],
  ])("refuses headers with %s and sends nothing", async (_what, headers) => {
    let requests = 0;
    await using server = await httpServer((_request, response) => {
      requests += 1;
      response.end();
    });
    await using fetch = createUndiciFetch();
    const error = await rejectionOf(fetch(server.url, requestOf({ headers })));
    expect(codesOf(error)).toEqual(["REQUEST_NOT_SENT", "UND_ERR_INVALID_ARG"]);
    expect(requests).toBe(0);
  });

  it("refuses an address that is none without repeating it", async () => {
    await using fetch = createUndiciFetch();
    const error = await rejectionOf(fetch("not-an-address/jane", requestOf()));
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).not.toContain("jane");
  });
});

describe("the headers of an answer", () => {
  it("join repeated ones, ignore case, and are all there in forEach", async () => {
    await using server = await httpServer((_request, response) => {
      response.setHeader("X-Repeated", ["one", "two"]);
      response.end();
    });
    await using fetch = createUndiciFetch();
    const { headers } = await fetch(server.url, requestOf());
    expect(headers.get("x-REPEATED")).toBe("one, two");
    expect(headers.has("X-Repeated")).toBe(true);
    expect(headers.get("x-missing")).toBeNull();
    expect(headers.has("x-missing")).toBe(false);
    const all = new Map<string, string>();
    headers.forEach((value, name) => {
      all.set(name, value);
    });
    expect(all.get("x-repeated")).toBe("one, two");
    expect(all.get("content-length")).toBe("0");
  });

  it("are not confused with the members of every object", async () => {
    await using server = await tcpServer((socket) => {
      socket.once("data", () =>
        socket.end("HTTP/1.1 200 OK\r\n__proto__: polluted\r\nvalueOf: hers\r\ncontent-length: 2\r\n\r\nok"),
      );
    });
    await using fetch = createUndiciFetch();
    const response = await fetch(server.url, requestOf());
    expect(response.headers.get("valueOf")).toBe("hers");
    expect(response.headers.get("constructor")).toBeNull();
    expect(response.headers.has("toString")).toBe(false);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    expect(await response.text()).toBe("ok");
  });
});
