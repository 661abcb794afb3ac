import { readdir, readFile, writeFile } from "node:fs/promises";

/** The package that a bundled file belongs to: the innermost one, where a package contains another. */
export function packageOf(source: string): string | undefined {
  return /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1];
}

async function noticeOf(name: string): Promise<string> {
  const folder = `node_modules/${name}`;
  const { version, license }: { version: string; license: string } = JSON.parse(
    await readFile(`${folder}/package.json`, "utf8"),
  );
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} is bundled, but has no licence file to ship`);
  return `${name} ${version} (${license})\n\n${(await readFile(`${folder}/${file}`, "utf8")).trim()}\n`;
}

/**
 * Writes the licences of the packages that have code in `dist` (the source maps name them) or types in the declarations.
 */
export async function writeNotices(typesOf: readonly string[]): Promise<void> {
  const names = new Set(typesOf);
  for (const file of await readdir("dist")) {
    if (!file.endsWith(".map")) continue;
    const { sources }: { sources: string[] } = JSON.parse(await readFile(`dist/${file}`, "utf8"));
    for (const name of sources.map(packageOf)) if (name !== undefined) names.add(name);
  }
  const rule = `\n${"-".repeat(80)}\n\n`;
  const head = "privy-orders contains parts of these packages:\n";
  const notices = await Promise.all([...names].sort().map(noticeOf));
  await writeFile("dist/THIRD-PARTY-NOTICES.txt", [head, ...notices].join(rule));
}
