import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { leastRepetitionMs, platformRules } from "../../src/webhooks/respond/platform-rules.js";
import { webhookDefaults } from "../../src/webhooks/webhook-defaults.js";
import { blocksOf, codeOf, tableBelow } from "../house/readme.js";
import { typeProblems } from "../house/type-problems.js";

const guide = readFileSync(new URL("../../src/webhooks/README.md", import.meta.url), "utf8");

const span = (ms: number): string => {
  if (ms === 0) return "never";
  return ms >= 3_600_000 ? `${ms / 3_600_000} h` : `${ms / 1_000} s`;
};

describe("the guide to webhooks", () => {
  it("has the rules of every platform, as they are in code", () => {
    const rows = tableBelow(guide, "### By platform").map((row) => [codeOf(row[0]), ...row.slice(1)]);
    const rules = Object.entries(platformRules).map(([name, { repeatsForMs, deadlineMs, handoverMs }]) => [
      name,
      span(repeatsForMs),
      span(deadlineMs),
      span(handoverMs),
      repeatsForMs < leastRepetitionMs ? "required" : "optional",
    ]);
    expect(rows).toEqual(rules);
  });

  it("has the defaults in its sentences", () => {
    const text = guide.replaceAll(/\s+/g, " ");
    const { backgroundDeadlineMs, rememberedOrders } = webhookDefaults;
    expect(text).toContain(`and \`deliver\` may take ${span(backgroundDeadlineMs)}.`);
    expect(text).toContain(`This process remembers ${rememberedOrders.toLocaleString("en-US")} orders`);
  });

  it("has code that compiles", { timeout: 120_000 }, () => {
    const blocks = blocksOf(guide).filter(({ language }) => language === "ts");
    expect(blocks.length).toBe(guide.match(/^```ts/gm)?.length);
    expect(typeProblems(blocks)).toEqual([]);
  });
});
