import type { ApiRoute } from "../api-exchange.js";
import { ROUTES } from "./routes.js";

/** The endpoints at a path, of any method, and the part of the path that stands for `{id}`. */
export interface RouteMatch {
  readonly routes: readonly ApiRoute[];
  readonly id?: string;
}

const byPath: ReadonlyMap<string, readonly ApiRoute[]> = group(
  ROUTES.filter(({ path }) => !path.includes("{id}")),
);
const patterns: readonly { readonly pattern: RegExp; readonly routes: readonly ApiRoute[] }[] = [
  ...group(ROUTES.filter(({ path }) => path.includes("{id}"))),
].map(([path, routes]) => ({ pattern: new RegExp(`^${path.replace("{id}", "([^/]+)")}$`), routes }));

function group(routes: readonly ApiRoute[]): Map<string, readonly ApiRoute[]> {
  const groups = new Map<string, readonly ApiRoute[]>();
  for (const route of routes) groups.set(route.path, [...(groups.get(route.path) ?? []), route]);
  return groups;
}

/** Finds the endpoints at a path. */
export function matchRoute(path: string): RouteMatch {
  const routes = byPath.get(path);
  if (routes !== undefined) return { routes };
  for (const candidate of patterns) {
    const encoded = candidate.pattern.exec(path)?.[1];
    if (encoded !== undefined) return { routes: candidate.routes, id: decode(encoded) };
  }
  return { routes: [] };
}

/** Decodes an id. Text that cannot be decoded stays as it is: it matches no id. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
