import { realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { companionsOf } from "../../import/node/file-checkpoint.js";
import { CliUsageError } from "../usage-error.js";

/** The files that an import writes. */
export interface ImportFiles {
  readonly checkpoint: string;
  readonly failed: string;
}

export interface ImportFilesOptions {
  readonly file: string;
  readonly mapping?: string | undefined;
  readonly envFile?: string | undefined;
  /** Default: beside the file. */
  readonly checkpoint?: string | undefined;
  /** Default: beside the file. */
  readonly failed?: string | undefined;
  /** Whether failed rows are written as CSV; otherwise as lines of JSON. */
  readonly isCsv: boolean;
}

/** Returns one text for all spellings of a path: the file's device and inode, or folder and name while it does not exist. */
async function identityOf(path: string): Promise<string> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    const absolute = resolve(path);
    const folder = await realpath(dirname(absolute)).catch(() => dirname(absolute));
    return join(folder, basename(absolute));
  }
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

/** The same name with a number before its ending: `s.csv.failed-2.csv`. */
const numbered = (path: string, number: number): string =>
  number === 1 ? path : path.replace(/(\.[a-z]+)?$/i, (ending) => `-${number}${ending}`);

/** The first free name for a new run; for a continued one, the last name that an earlier run created. */
async function nameOfFailed(path: string, goesOn: boolean): Promise<string> {
  let number = 1;
  while (await exists(numbered(path, number))) number += 1;
  return numbered(path, goesOn ? Math.max(1, number - 1) : number);
}

/**
 * Chooses the files of an import, and checks that no two of them are the same file by spelling or by a link, so that
 * the orders are not overwritten.
 *
 * @throws CliUsageError that names two paths of the same file
 */
export async function importFiles(options: ImportFilesOptions): Promise<ImportFiles> {
  const { file, mapping, envFile } = options;
  const checkpoint = options.checkpoint ?? `${file}.checkpoint.json`;
  const wanted = options.failed ?? `${file}.failed.${options.isCsv ? "csv" : "ndjson"}`;
  const failed = await nameOfFailed(wanted, await exists(checkpoint));
  const { temporary, lock } = companionsOf(checkpoint);
  const named: readonly (readonly [what: string, path: string | undefined])[] = [
    ["the file of orders", file],
    ["the mapping (--mapping)", mapping],
    ["the file of variables (--env-file)", envFile],
    ["the checkpoint (--checkpoint)", checkpoint],
    ["the checkpoint's own file", temporary],
    ["the checkpoint's lock", lock],
    ["the failed rows (--failed)", wanted],
    ["the failed rows (--failed)", failed === wanted ? undefined : failed],
    ["the reasons", `${failed.replace(/\.(?:csv|ndjson)$/, "")}.reasons.txt`],
  ];
  const seen = new Map<string, string>();
  for (const [what, path] of named) {
    if (path === undefined) continue;
    const identity = await identityOf(path);
    const other = seen.get(identity);
    if (other !== undefined) {
      throw new CliUsageError(
        `${path} would be both ${other} and ${what}. Give each a file of its own, with --failed and --checkpoint.`,
      );
    }
    seen.set(identity, what);
  }
  return { checkpoint, failed };
}
