// Where the measured programs run: folders that hold the packed package beside its peers, as a store installs it.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { npm, pack } from "../package/pack.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const installed = join(here, "node_modules");

/** The newest release of each major version of undici that the package supports, as `package.json` beside this file names it. */
export const UNDICI_RELEASES = ["undici7", "undici8"];

/** A folder with the packed package, what it is measured with, and the programs that measure. */
async function fillFolder(folder, tarball, undici) {
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, "privy-orders"), { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "-C", join(modules, "privy-orders"), "--strip-components=1"]);
  for (const name of await readdir(installed)) {
    if (!name.startsWith(".")) await symlink(join(installed, name), join(modules, name));
  }
  await symlink(join(installed, undici), join(modules, "undici"));
  await cp(join(here, "programs"), folder, { recursive: true });
}

/**
 * Builds and packs the package, and lays it out once for each major version of undici. Run it at the root of the repository.
 *
 * @returns `folders` by the name of the undici in them, and `remove`, which deletes them
 */
export async function stage() {
  if (!existsSync(installed)) npm(["ci", "--no-audit", "--no-fund", "--ignore-scripts"], here);
  const root = await mkdtemp(join(tmpdir(), "privy-orders-bench-"));
  const { tarball } = await pack(root);
  const folders = {};
  for (const undici of UNDICI_RELEASES) {
    folders[undici] = join(root, undici);
    await fillFolder(folders[undici], tarball, undici);
  }
  return { folders, remove: () => rm(root, { recursive: true, force: true }) };
}
