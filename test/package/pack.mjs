// The package as it would be published, for the scripts that try it.
import { execFileSync } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

const INSTALL_TIMEOUT_MS = 300_000;

/** Runs npm and returns what it printed; with what npm said about it, it throws when npm fails. */
export function npm(args, cwd) {
  return execFileSync("npm", args, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    timeout: INSTALL_TIMEOUT_MS,
  });
}

/** When the newest of these files was written; 0 when one is missing. */
async function newest(paths) {
  const times = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  return times.includes(0) ? 0 : Math.max(...times);
}

/** Builds `dist`, unless it has been built since the sources were last written. */
async function build() {
  const entries = await readdir("src", { recursive: true, withFileTypes: true });
  const sources = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const pages = ["README.md", "examples/README.md"];
  const changed = await newest([...sources, ...pages, "tsup.config.ts", "package.json", "package-lock.json"]);
  // The command line is built last, and its notices are written after it.
  const built = await newest(["dist/index.js", "dist/cli.js", "dist/THIRD-PARTY-NOTICES.txt"]);
  if (built >= changed) return;
  console.log("building the package …");
  npm(["run", "build"], ".");
}

/**
 * Packs the package into a folder.
 *
 * @returns the tarball's path, and the paths of what is in it
 */
export async function pack(folder) {
  await build();
  const [packed] = JSON.parse(npm(["pack", "--json", "--pack-destination", folder, "--silent"], "."));
  return { tarball: join(folder, packed.filename), files: packed.files.map(({ path }) => path) };
}
