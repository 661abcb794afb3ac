import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { blocksOf } from "./readme.js";
import { typeProblems } from "./type-problems.js";

const sources = new URL("../../src/", import.meta.url);
const guides = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith("README.md"),
);

describe("a guide beside the sources", () => {
  it.each(guides)("has examples that compile: %s", { timeout: 120_000 }, (path) => {
    const blocks = blocksOf(readFileSync(new URL(path, sources), "utf8"));
    expect(typeProblems(blocks.filter(({ language }) => language === "ts"))).toEqual([]);
  });

  it("is found", () => {
    expect(guides).toContain("platforms/README.md");
  });
});
