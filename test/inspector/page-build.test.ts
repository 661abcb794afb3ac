import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildInspector } from "../../src/build/inspector.js";

const root = "src/inspector";
const texts = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(?:tsx?|css|html)$/.test(entry.name))
  .map((entry) => ({
    path: join(entry.parentPath, entry.name),
    text: readFileSync(join(entry.parentPath, entry.name), "utf8"),
  }));

describe("the page", () => {
  it("is made of its own room, the query grammar and three libraries", async () => {
    const { sources } = await buildInspector();
    const allowed =
      /^(?:src\/(?:inspector|query)\/|src\/build\/inject-preact\.ts$|node_modules\/(?:preact|@preact\/signals(?:-core)?|microdiff)\/)/;
    expect(sources.length).toBeGreaterThan(40);
    expect(sources.filter((source) => !allowed.test(source))).toEqual([]);
  });

  it("makes elements of nothing that it was sent", () => {
    const risky =
      /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function|srcdoc|javascript:/;
    expect(texts.filter(({ text }) => risky.test(text)).map(({ path }) => path)).toEqual([]);
    expect(risky.test("<p dangerouslySetInnerHTML={{ __html: text }} />")).toBe(true);
  });

  it("fetches nothing from elsewhere", () => {
    const elsewhere =
      /(?:src|href)=["'{`]*https?:|url\(\s*["']?https?:|@import\s+["']https?:|fetch\(\s*["'`]https?:/;
    expect(texts.filter(({ text }) => elsewhere.test(text)).map(({ path }) => path)).toEqual([]);
    expect(elsewhere.test('<link href="https://example.com/font.css">')).toBe(true);
  });
});
