import type { EngineFinding } from "../queue/engine/queue-engine.js";

/** Below this a disk counts as nearly full, in bytes. */
const leastFree = 200_000_000;

interface FileSystem {
  statfsSync(path: string): { readonly bavail: number; readonly bsize: number };
}

/** Node's own, where there is one. Looked up when it is needed: this file loads in every runtime. */
function fileSystem(): FileSystem | undefined {
  const runtime: unknown = Reflect.get(globalThis, "process");
  const load: unknown =
    typeof runtime === "object" && runtime !== null ? Reflect.get(runtime, "getBuiltinModule") : undefined;
  if (typeof load !== "function") return undefined;
  const module: unknown = Reflect.apply(load, runtime, ["node:fs"]);
  const isWhole = typeof module === "object" && module !== null && "statfsSync" in module;
  return isWhole ? (module as FileSystem) : undefined; // Node documents this function
}

/** Returns the free space of a file's disk; undefined where it is unknown, as for a database in memory. */
export function diskSpace(file: unknown): EngineFinding | undefined {
  if (typeof file !== "string" || file === "") return undefined;
  let free: number;
  try {
    const found = fileSystem()?.statfsSync(file);
    if (found === undefined) return undefined;
    free = found.bavail * found.bsize;
  } catch {
    return undefined;
  }
  const ok = free >= leastFree;
  const megabytes = `${Math.round(free / 1_000_000).toLocaleString("en-US")} MB are free`;
  const message = ok
    ? megabytes
    : `only ${megabytes}: a full disk refuses further orders; free space, or enlarge it`;
  return { ok, subject: "disk", message };
}
