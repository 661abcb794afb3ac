import { dirname } from "node:path";
import type { Edge } from "./sources.js";

/** A folder is its name; a file of the top level is its path without the ending. */
const roomOf = (path: string): string => path.split("/")[0]?.replace(/\.ts$/, "") ?? "";

const kernel = ["http", "errors", "phone", "schemas", "version"];
const destinations = [...kernel, "index", "privy"];

/**
 * What each room may import beside itself. A room that is not listed is a destination or a tool of its own: it may use what
 * `privy` uses, and `privy` and the package's entry, but no other room may reach into it.
 */
const allowed: Record<string, readonly string[]> = {
  errors: [],
  version: [],
  phone: ["errors"],
  // Shared by the served fake and its page.
  query: [],
  schemas: ["errors", "phone"],
  http: ["errors", "phone", "schemas"],
  privy: kernel,
  index: [...kernel, "privy"],
  webhooks: [...destinations, "platforms"],
  import: [...destinations, "platforms"],
  // A late order is a past one: the import's rules for those, and its judgement of failures, hold here as well.
  queue: [...destinations, "platforms", "import"],
  "pg-boss": [...destinations, "queue", "peers"],
  bullmq: [...destinations, "queue", "peers"],
  sqlite: [...destinations, "queue"],
  // The tables and statements of SQLite, which a Durable Object holds as well.
  cloudflare: [...destinations, "queue", "sqlite"],
  logging: [...destinations, "queue"],
  opentelemetry: [...destinations, "queue"],
};

/** They may import every room that is not an end itself; only another end imports them. */
const ends = ["testing", "undici", "cli", "build", "inspector"];

/** Paths that must not reach each other, whatever their rooms may do. */
const apart: readonly (readonly [from: RegExp, to: RegExp])[] = [
  [/^testing\/kit\//, /^(?:testing\/(?!kit\/)|privy\/|sequenzy\/|index\.ts)/],
  [/^testing\/privy\//, /^(?:testing\/sequenzy|sequenzy)\//],
  [/^testing\/sequenzy\//, /^(?:testing\/privy|privy)\//],
  // A fake judges the client by rules of its own; `schemas/objects` holds tools.
  [/^testing\//, /^(?:schemas\/(?!objects\/)|(?:privy\/endpoints|sequenzy\/properties)\.ts)/],
  [/^import\/(?!node\/)/, /^import\/node\//],
  [/^queue\//, /^import\/(?!run\/(?:import-verdict|without-consent)\.ts)/],
  // The page runs in a browser: it shares the grammar of queries, and knows types of the fake.
  [/^inspector\//, /^(?!inspector\/|query\/|testing\/privy\/)/],
];

/** Whether the house lets one file import another. */
export function isAllowed({ from, to, isPackage }: Edge): boolean {
  if (isPackage) return true;
  if (apart.some(([source, target]) => source.test(from) && target.test(to))) return false;
  const [source, target] = [roomOf(from), roomOf(to)];
  if (source === target || ends.includes(source)) return true;
  if (ends.includes(target)) return false;
  return (allowed[source] ?? destinations).includes(target);
}

/** Every circle of imports, as its files in order. */
export function findCircles(edges: readonly Edge[]): string[] {
  const reached = new Map<string, string[]>();
  for (const { from, to, isPackage } of edges) {
    if (!isPackage) reached.set(from, [...(reached.get(from) ?? []), to]);
  }
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(" → "));
    if (way.includes(path) || done.has(path)) return;
    for (const next of reached.get(path) ?? []) walk(next, [...way, path]);
    done.add(path);
  };
  for (const path of reached.keys()) walk(path, []);
  return circles;
}

/** Tests of the whole, of what ships, and of rooms together: they have no room of the sources to mirror. */
const ownRooms = ["contract", "fuzz", "house", "types", "queue/callers"];

/** The folders of tests that are no room of the sources, so that a test would not be found beside what it tests. */
export function foldersBesideSources(tests: readonly string[], sources: readonly string[]): string[] {
  const rooms = new Set(sources.map((path) => dirname(path)));
  for (const room of rooms) if (room !== ".") rooms.add(dirname(room));
  const folders = tests.filter((path) => path.endsWith(".test.ts")).map((path) => dirname(path));
  const isOwn = (folder: string): boolean =>
    ownRooms.some((room) => folder === room || folder.startsWith(`${room}/`));
  return [...new Set(folders)].filter((folder) => !rooms.has(folder) && !isOwn(folder));
}

const mostFiles = 15;

/** The folders in which a newcomer would not find a file: an entry's `index.ts` does not count. */
export function foldersWithoutRooms(paths: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const folder = dirname(path);
    if (!path.endsWith("index.ts")) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > mostFiles)
    .map(([name, count]) => `${name}: ${count} files`);
}
