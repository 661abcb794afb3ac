/** The process environment where there is one (Node, Deno, Bun, Workers with Node compatibility). */
export function environment(): Readonly<Record<string, string | undefined>> | undefined {
  const process: unknown = Reflect.get(globalThis, "process");
  if (typeof process !== "object" || process === null) return undefined;
  const env: unknown = Reflect.get(process, "env");
  // An environment maps names to texts in every runtime that has one.
  return typeof env === "object" && env !== null ? (env as Record<string, string | undefined>) : undefined;
}
