import { CONTROL_ROUTES } from "../control-routes.js";
import { ControlError } from "./control-error.js";
import type { ControlRoute } from "./route.js";

/** A route with the parts of the path that stand for its `{names}`. */
export interface ControlMatch {
  readonly route: ControlRoute;
  readonly params: Readonly<Record<string, string>>;
}

/** Routes by the number of parts of their path; fixed parts come before a `{name}`. */
const byLength: ReadonlyMap<number, readonly SplitRoute[]> = groupByLength(CONTROL_ROUTES);

type SplitRoute = readonly [parts: readonly string[], route: ControlRoute];

function groupByLength(routes: readonly ControlRoute[]): ReadonlyMap<number, readonly SplitRoute[]> {
  const groups = new Map<number, SplitRoute[]>();
  const names = ({ path }: ControlRoute): number => path.split("{").length;
  for (const route of routes.toSorted((one, other) => names(one) - names(other))) {
    const parts = route.path.split("/");
    groups.set(parts.length, [...(groups.get(parts.length) ?? []), [parts, route]]);
  }
  return groups;
}

/**
 * Finds the route for a method and a path.
 *
 * @throws ControlError 404 for another path, 405 for another method
 */
export function matchControlRoute(method: string, path: string): ControlMatch {
  const parts = path.replace(/\/$/, "").split("/");
  const found: ControlMatch[] = [];
  for (const [pattern, route] of byLength.get(parts.length) ?? []) {
    const params = paramsOf(pattern, parts);
    if (params !== undefined) found.push({ route, params });
  }
  const match = found.find(({ route }) => route.method === method);
  if (match !== undefined) return match;
  if (found.length === 0) throw ControlError.notFound("Unknown address of the control API");
  const allow = [...new Set(found.map(({ route }) => route.method))].join(", ");
  throw new ControlError(405, "method_not_allowed", `This address supports ${allow} only`, { allow });
}

function paramsOf(
  pattern: readonly string[],
  parts: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const params: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    const part = parts[index] ?? "";
    if (!wanted.startsWith("{")) {
      if (wanted !== part) return undefined;
    } else if (part === "") return undefined;
    else params[wanted.slice(1, -1)] = decode(part);
  }
  return params;
}

/** Decodes a name. Text that cannot be decoded stays as it is: it matches no name. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
