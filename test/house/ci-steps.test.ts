import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

interface Step {
  readonly name: string;
  readonly command: string;
  readonly after?: readonly string[];
  readonly alone?: boolean;
}

const script = fileURLToPath(new URL("../../.ci/run-steps.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "privy-orders-steps-"));
afterAll(() => rmSync(folder, { recursive: true }));

function runSteps(steps: readonly Step[]): { readonly code: number | null; readonly output: string } {
  const list = join(folder, "steps.mjs");
  writeFileSync(list, `export default ${JSON.stringify(steps)};`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, list], {
    encoding: "utf8",
    timeout: 15_000,
  });
  return { code: status, output: stdout + stderr };
}

describe("the steps of .ci/run", () => {
  it("pass when every step passes, each with its output in one piece", () => {
    const both = ["echo one; sleep 0.2; echo two", "echo three; sleep 0.1; echo four"];
    const { code, output } = runSteps(both.map((command, index) => ({ name: `step ${index}`, command })));
    expect(code).toBe(0);
    expect(output).toContain("one\ntwo\n== end of step 0");
    expect(output).toContain("three\nfour\n== end of step 1");
    expect(output).toContain("steps passed: 2 of 2");
  });

  it("fail when one fails: its output is shown, and what did not run is named", () => {
    const { code, output } = runSteps([
      { name: "breaks", command: "echo why >&2; exit 3" },
      { name: "later", command: "echo must not run", after: ["breaks"] },
    ]);
    expect(code).toBe(1);
    expect(output).toContain("== breaks: FAILED with exit code 3");
    expect(output).toContain("why");
    expect(output).toContain("steps FAILED: breaks");
    expect(output).toContain("steps not run: later");
    expect(output).not.toContain("\nmust not run");
  });

  it("name every failure when two fail side by side, and one in the middle of a command", () => {
    const { code, output } = runSteps([
      { name: "one", command: "sleep 0.3; false; echo went on" },
      { name: "other", command: "false | cat" },
    ]);
    expect(code).toBe(1);
    expect(output).toMatch(/steps FAILED: (?:other, one|one, other)/);
    expect(output).not.toContain("\nwent on");
  });

  it("keep both lanes for a step that runs alone, and wait for what comes before", () => {
    const trace = join(folder, "trace");
    const marked = (name: string): string =>
      `echo +${name} >> ${trace}; sleep 0.1; echo -${name} >> ${trace}`;
    const { code } = runSteps([
      { name: "last", command: marked("last"), after: ["alone"] },
      { name: "alone", command: marked("alone"), alone: true },
    ]);
    expect(code).toBe(0);
    expect(readFileSync(trace, "utf8")).toBe("+alone\n-alone\n+last\n-last\n");
  });

  it("refuse a list in which a step waits for one that does not exist", () => {
    const { code, output } = runSteps([{ name: "one", command: "true", after: ["none"] }]);
    expect(code).not.toBe(0);
    expect(output).toContain("unknown steps: none");
  });

  it("run every check that package.json has", () => {
    const root = new URL("../../", import.meta.url);
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(
      readFileSync(new URL("package.json", root), "utf8"),
    );
    const steps = readFileSync(new URL(".ci/steps.mjs", root), "utf8");
    const within = (name: string): boolean =>
      Object.values(scripts).some((script) => script.includes(`npm run ${name}`));
    const checks = Object.keys(scripts).filter((name) => name.startsWith("check:") && !within(name));
    expect(checks.filter((name) => !new RegExp(`npm run ${name}\\b`).test(steps))).toEqual([]);
  });
});
