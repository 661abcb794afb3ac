import assert from "node:assert/strict";
import { type InspectorCheck, settled, sideways } from "./bench.js";
import { fillScene } from "./scene.js";
import { ALL_VIEWS, goToView } from "./views.js";

/** The page in windows of any size. */
export const LAYOUT_CHECKS: readonly InspectorCheck[] = [
  {
    title: "no view is wider than its window: 320, 390, 600 and 900 px, and 1280 px at 400 %",
    async run(bench) {
      const scene = await bench.scene();
      await fillScene(scene);
      const sizes = [
        ["320", { viewport: { width: 320, height: 640 } }],
        ["390", { viewport: { width: 390, height: 800 } }],
        ["600", { viewport: { width: 600, height: 800 } }],
        ["900", { viewport: { width: 900, height: 800 } }],
        // What a browser makes of 1280 × 1024 at 400 %.
        ["zoomed", { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }],
      ] as const;
      const wide: string[] = [];
      for (const [size, options] of sizes) {
        const page = await bench.view(scene, "/requests", options);
        for (const view of ALL_VIEWS) {
          const [name] = view;
          await goToView(page, scene, view);
          const over = await sideways(page);
          if (over.length > 0) wide.push(`${name} at ${size}: ${over.join(", ")}`);
          if (size === "320" || (size === "zoomed" && name === "requests")) {
            await bench.screenshot(page, `${size}-${name}`);
          }
        }
        await page.context().close();
      }
      assert.deepEqual(wide, []);
      return `${sizes.length} sizes × ${ALL_VIEWS.length} views`;
    },
  },
  {
    title: "on a narrow window there is the list or the request, and the gauges are in the clock's menu",
    async run(bench) {
      const scene = await bench.scene();
      await fillScene(scene);
      const page = await bench.view(scene, "/requests", { viewport: { width: 390, height: 800 } });
      const grid = page.locator(".grid-requests");
      await grid.waitFor();
      assert.equal(await page.locator(".split-detail").isVisible(), false);
      assert.equal(await page.locator(".top > .gauges").isVisible(), false);
      await page.locator(".top .clock").click();
      assert.equal(await page.locator("#clock-menu .gauges").isVisible(), true);
      await bench.screenshot(page, "390-clock-menu");
      await page.keyboard.press("Escape");
      await page.locator(".grid-requests .row").nth(3).click();
      await page.locator(".pane-head").waitFor();
      assert.equal(await grid.isVisible(), false);
      await page.getByRole("button", { name: "← Back" }).click();
      await grid.waitFor();
      await page.setViewportSize({ width: 320, height: 640 });
      const cut = await page
        .locator(".grid-requests .c-order")
        .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).length);
      assert.equal(cut, 0, "order numbers are cut off at 320 px");
      await bench.screenshot(page, "320-list");
      return undefined;
    },
  },
  {
    title: "forced colours keep what is selected, armed and different apart",
    async run(bench) {
      const scene = await bench.scene();
      await fillScene(scene);
      const page = await bench.view(scene, "/requests?sel=44", { forcedColors: "active" });
      await page.locator(".diff li").first().waitFor();
      for (const selector of [".diff li", ".row.open", "nav a[aria-current]", ".tabs [aria-selected=true]"]) {
        const style = await page
          .locator(selector)
          .first()
          .evaluate((element) => {
            const { outlineStyle, borderTopStyle } = getComputedStyle(element);
            return [outlineStyle, borderTopStyle];
          });
        assert.ok(style.includes("solid"), `${selector} has neither outline nor border`);
      }
      await bench.screenshot(page, "forced-colours");
      await page.goto(`${scene.served.url}/#/faults`);
      await page.getByText("before the sale").waitFor();
      await settled(page);
      await bench.screenshot(page, "forced-colours-faults");
      return undefined;
    },
  },
];
