import { build } from "esbuild";
import { describe, expect, it } from "vitest";

/** The files of `src` from which a bundle took at least one byte. */
async function filesIn(entry: string, format: "esm" | "cjs" = "esm"): Promise<readonly string[]> {
  const { metafile } = await build({
    stdin: { contents: entry, resolveDir: ".", loader: "ts" },
    bundle: true,
    format,
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["import", "default"],
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  return Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path);
}

const ofSequenzy = (files: readonly string[]): readonly string[] =>
  files.filter((path) => path.startsWith("src/sequenzy/"));

describe("the bundle of a program that imports the package's entry only", () => {
  it.each(["esm", "cjs"] as const)("carries no byte of Sequenzy, whatever it uses (%s)", async (format) => {
    const files = await filesIn('export * from "./src/index.ts";', format);
    expect(files).toContain("src/privy/privy-client.ts");
    expect(ofSequenzy(files)).toEqual([]);
  });

  it("would show it, as that of a program that imports Sequenzy does, and that carries no Privy client", async () => {
    const files = await filesIn('export { SequenzyClient } from "./src/sequenzy/index.ts";');
    expect(ofSequenzy(files)).toContain("src/sequenzy/sequenzy-client.ts");
    expect(files.filter((path) => path.startsWith("src/privy/"))).toEqual([]);
  });
});
