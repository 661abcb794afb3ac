import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root: string = fileURLToPath(new URL("../../", import.meta.url));

/** One file below `src`: its path there, with slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** One import or re-export, of a type too: `from` is the file, `to` the file it reaches or the package it names. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly isPackage: boolean;
}

export function readProject(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** The files of `folder` that are written here: packages that a part of `test` installs for itself are left out. */
export function readSources(folder = "src"): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.split(sep).includes("node_modules"))
    .map((file) => ({
      path: relative(join(root, folder), file).split(sep).join("/"),
      text: readFileSync(file, "utf8"),
    }));
}

const specifiers =
  /\bfrom\s*["']([^"']+)["']|\bimport\s*\(\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']/gm;

/** Everything that a file reaches directly. Comments are left out, strings that look like imports are not expected. */
export function edgesOf({ path, text }: SourceFile): Edge[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  return [...code.matchAll(specifiers)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? "";
    const isPackage = !specifier.startsWith(".");
    const to = isPackage ? specifier : posix.join(dirname(path), specifier).replace(/\.js(x?)$/, ".ts$1");
    return { from: path, to, isPackage };
  });
}
