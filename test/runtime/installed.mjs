// Where the runtimes are that the scripts of this folder try: a package of its own, about 1 GB, installed when first asked for.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

export const here = resolve("test/runtime");
export const runtimes = join(here, "node_modules");

export function installRuntimes() {
  if (existsSync(runtimes)) return;
  console.log("installing the runtimes (about 1 GB) …");
  execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--silent"], { cwd: here, stdio: "inherit" });
}
