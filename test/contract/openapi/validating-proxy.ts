import { createServer } from "node:http";
import { parseJson } from "../../../src/http/response/lossless-json.js";
import type { Schema } from "../../../src/testing/server/control/routing/schema.js";
import { schemaViolations } from "./schema-violations.js";

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

/** As much of an OpenAPI text as the proxy looks at. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** A proxy that holds what passes against OpenAPI texts. */
export interface ValidatingProxy {
  readonly url: string;
  /** Everything that broke a contract, with its operation. */
  readonly violations: readonly string[];
  /** The operations that passed, each once, with the status: `POST /v1/orders/placed 201`. */
  readonly seen: ReadonlySet<string>;
  close(): Promise<void>;
}

const hopByHop = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "host"]);

/** Starts a proxy before a server; a request to a path that no text has is a violation, unless it is answered with 404. */
export async function startValidatingProxy(
  target: string,
  texts: readonly OpenApi[],
): Promise<ValidatingProxy> {
  const violations: string[] = [];
  const seen = new Set<string>();

  function judge(call: {
    method: string;
    url: string;
    type: string;
    body: string;
    status: number;
    text: string;
  }): void {
    const { method, status } = call;
    const { pathname, searchParams } = new URL(call.url, target);
    for (const { paths, components } of texts) {
      const found = Object.keys(paths)
        .toSorted((one, other) => one.split("{").length - other.split("{").length)
        .find((path) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(pathname));
      const operation = found === undefined ? undefined : paths[found]?.[method.toLowerCase()];
      if (operation === undefined) continue;
      const name = `${method} ${found} ${status}`;
      seen.add(name);
      const add = (what: string, list: readonly string[]): void => {
        for (const one of list) violations.push(`${name}: ${what} ${one}`);
      };
      const known = operation.parameters?.filter((one) => one.in === "query").map((one) => one.name) ?? [];
      add(
        "query",
        [...searchParams.keys()].filter((key) => !known.includes(key)),
      );
      // What was refused may have been sent wrongly, which was the point.
      const requestSchema = operation.requestBody?.content[call.type]?.schema;
      if (status < 300 && call.body !== "" && call.type.includes("json") && !call.type.includes("ndjson")) {
        if (requestSchema === undefined) add("body", ["is not described"]);
        else add("body", schemaViolations(parseJson(call.body), requestSchema, components.schemas));
      }
      const response = operation.responses[status] ?? operation.responses.default;
      const schema = response?.content?.["application/json"]?.schema;
      if (response === undefined) add("status", ["is not described"]);
      else if (schema !== undefined)
        add("response", schemaViolations(parseJson(call.text), schema, components.schemas));
      return;
    }
    if (status !== 404 && status !== 405)
      violations.push(`${method} ${pathname} ${status}: is not described`);
  }

  const server = createServer(async (message, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString("utf8");
    const { method = "GET", url = "/" } = message;
    const headers = Object.entries(message.headers).flatMap(([name, value]): [string, string][] =>
      hopByHop.has(name) || value === undefined ? [] : [[name, String(value)]],
    );
    const answer = await fetch(target + url, { method, headers, ...(body === "" ? {} : { body }) });
    const text = await answer.text();
    const type = message.headers["content-type"]?.split(";", 1)[0] ?? "";
    judge({ method, url, type, body, status: answer.status, text });
    const own = [...answer.headers].filter(([name]) => !hopByHop.has(name) && name !== "content-encoding");
    response.writeHead(answer.status, Object.fromEntries(own));
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`,
    violations,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
