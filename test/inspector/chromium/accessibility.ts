import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import type { InspectorCheck } from "./bench.js";
import { fillScene } from "./scene.js";
import { ALL_VIEWS, goToView } from "./views.js";

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Runs axe in the page. It goes in by the debugger, since the page's policy refuses script tags. */
async function findingsOf(page: Page, axe: string): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axe });
  const { result } = await session.send("Runtime.evaluate", {
    expression:
      "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => JSON.stringify(violations))",
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  // What axe documents as its result.
  const violations = JSON.parse(String(result.value)) as readonly Finding[];
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ""}`),
  );
}

/** axe on every view, light and dark, narrow and wide. */
export const ACCESSIBILITY_CHECKS: readonly InspectorCheck[] = (["light", "dark"] as const).flatMap(
  (colorScheme) =>
    ([1_280, 390] as const).map((width) => ({
      title: `axe finds nothing: ${colorScheme}, ${width} px`,
      async run(bench) {
        const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
        const scene = await bench.scene();
        await fillScene(scene);
        scene.privy.failNext("503", { times: 3, when: { email: "nobody@example.com" } });
        const page = await bench.view(scene, "/requests", { colorScheme, viewport: { width, height: 800 } });
        const found: string[] = [];
        for (const view of ALL_VIEWS) {
          const [name] = view;
          await goToView(page, scene, view);
          found.push(...(await findingsOf(page, axe)).map((finding) => `${name}: ${finding}`));
          await bench.screenshot(page, `${width}-${colorScheme}-${name}`);
        }
        for (const key of ["?", "Control+k"]) {
          await page.keyboard.press(key);
          await page.getByRole("dialog").waitFor();
          found.push(...(await findingsOf(page, axe)).map((finding) => `${key}: ${finding}`));
          await page.keyboard.press("Escape");
        }
        assert.deepEqual(found, []);
        return `${ALL_VIEWS.length} views`;
      },
    })),
);
