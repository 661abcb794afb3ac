import { VERSION } from "../../../../version.js";
import type { ControlRoute } from "../routing/route.js";
import { named } from "../routing/schema.js";
import { COMPONENTS } from "./components.js";

/** Builds the description of the control API, OpenAPI 3.1, from its routes. */
export function createOpenApi(routes: readonly ControlRoute[], url: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Control API of the fake Privy",
      version: VERSION,
      description: "Inspects and controls a fake Privy, from tests in any language.",
    },
    servers: [{ url }],
    paths,
    components: {
      schemas: COMPONENTS,
      securitySchemes: { key: { type: "http", scheme: "bearer" } },
    },
    // The key is required only if one is set.
    security: [{}, { key: [] }],
  };
}

function operation({
  method,
  path,
  summary,
  query = {},
  body,
  takesLoads,
  returns,
  stream,
}: ControlRoute): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const inQuery = Object.entries(query).map(([name, schema]) => ({ name, in: "query", schema }));
  // A body that is text is lines.
  const takesJson = body !== undefined && body.type !== "string";
  const content = {
    ...(takesJson ? { "application/json": { schema: body } } : {}),
    ...(takesLoads === undefined ? {} : { "application/x-ndjson": { schema: { type: "string" } } }),
  };
  return {
    operationId: nameOf(method, path),
    summary,
    parameters: [...inPath, ...inQuery],
    ...(body === undefined ? {} : { requestBody: { required: false, content } }),
    responses: {
      "200": {
        description: summary,
        content: { [stream?.type ?? "application/json"]: { schema: returns } },
      },
      default: {
        description: "The problem, in Privy's own envelope.",
        content: { "application/json": { schema: named("Error") } },
      },
    },
  };
}

/** `GET /_fake/orders/{order_id}` is `getOrdersByOrderId`. */
function nameOf(method: string, path: string): string {
  const words = path
    .replace("/_fake", "")
    .replaceAll(/\{(\w+)\}/g, "by_$1")
    .split(/[^a-z\d]+/i)
    .filter((word) => word !== "");
  const capitals = words.map((word) => word[0]?.toUpperCase() + word.slice(1));
  return method.toLowerCase() + (capitals.join("") || "About");
}
