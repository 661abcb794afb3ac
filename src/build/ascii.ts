import { readdir, readFile, writeFile } from "node:fs/promises";

/**
 * Writes what is not ASCII in `dist` as escapes: a single other character, be it in a comment, makes Node decode the whole
 * file and keep it in two bytes a letter, which is a tenth of what an import takes. esbuild escapes texts by itself; what it
 * leaves are comments and regular expressions, in which an escape means the same.
 */
export async function writeAscii(): Promise<void> {
  for (const name of await readdir("dist")) {
    if (!/\.c?js$/.test(name)) continue;
    const code = await readFile(`dist/${name}`, "utf8");
    const ascii = code.replace(
      /[\u0080-\uffff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    if (ascii !== code) await writeFile(`dist/${name}`, ascii);
  }
}
