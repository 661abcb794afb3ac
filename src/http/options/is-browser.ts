/** The member of an object; nothing of what is no object. */
function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** Node, Bun and Deno say so by themselves, also where a test simulates a browser (jsdom, happy-dom). */
function isServer(): boolean {
  const process: unknown = Reflect.get(globalThis, "process");
  const isNodeLike = typeof memberOf(memberOf(process, "versions"), "node") === "string";
  // A page of Electron has both a document and Node.
  return isNodeLike && memberOf(process, "type") !== "renderer";
}

/** Whether this is a page, in which every visitor can read what the program knows. */
export function isBrowser(): boolean {
  const document = memberOf(Reflect.get(globalThis, "window"), "document");
  return typeof document === "object" && document !== null && !isServer();
}
