import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { eventually, frames, type InspectorCheck, shownRequests } from "./bench.js";
import { fillScene, plainOrder } from "./scene.js";

const title = async (page: Page, wanted: RegExp): Promise<void> =>
  eventually(async () => wanted.test(await page.title()), `the title is never ${wanted}`);

/** Everything by the keyboard alone. */
export const KEYBOARD_CHECKS: readonly InspectorCheck[] = [
  {
    title: "every view, list and dialog is reached and left by the keyboard alone",
    async run(bench) {
      const scene = await bench.scene();
      await fillScene(scene);
      const page = await bench.view(scene, "/requests", {
        permissions: ["clipboard-read", "clipboard-write"],
      });
      await eventually(async () => (await shownRequests(page)).length > 10, "no rows");
      const { keyboard } = page;
      // The first stop skips the navigation, and leads to the list.
      await keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Skip to content");
      await keyboard.press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("role")), "grid");
      const active = (): Promise<string | null> =>
        page.locator(".grid-requests").getAttribute("aria-activedescendant");
      const last = scene.privy.requests.length;
      await keyboard.press("ArrowDown");
      assert.equal(await active(), `requests-${last}`);
      await keyboard.press("j");
      await keyboard.press("j");
      await keyboard.press("k");
      assert.equal(await active(), `requests-${last - 1}`);
      assert.ok(!page.url().includes("sel="), "moving must not open");
      await keyboard.press("End");
      await eventually(async () => (await active()) === "requests-1", "End does not lead to the oldest");
      await keyboard.press("PageUp");
      await keyboard.press("Home");
      await eventually(
        async () => (await active()) === `requests-${last}`,
        "Home does not lead to the newest",
      );
      await keyboard.press("j");
      await keyboard.press("Enter");
      await page.locator(".pane-head", { hasText: `#${last - 1}` }).waitFor();
      await keyboard.press("c");
      await page.getByText("Copied curl").waitFor();
      await keyboard.press("Shift+C");
      await page.getByText("Copied SDK code").waitFor();
      await keyboard.press("Escape");
      await eventually(async () => !page.url().includes("sel="), "Escape does not close");
      assert.equal(await active(), `requests-${last - 1}`);
      await keyboard.press("x");
      await keyboard.press("j");
      await keyboard.press("x");
      await keyboard.press("d");
      await page
        .getByRole("dialog")
        .getByRole("heading", { name: `#${last - 2} and #${last - 1}` })
        .waitFor();
      await bench.screenshot(page, "compare-dialog");
      await keyboard.press("Escape");
      await keyboard.press("o");
      await title(page, /^Orders \d+ ·/);
      await page.locator(".pane-head", { hasText: "Order" }).waitFor();
      await keyboard.press("u");
      await title(page, /^Contacts cus_/);
      for (const [key, name] of [
        ["1", "Requests"],
        ["2", "Orders"],
        ["3", "Contacts"],
        ["4", "Flows"],
        ["5", "Segments"],
        ["6", "Messages"],
        ["7", "Faults"],
        ["8", "Check"],
        ["9", "Connect"],
        ["f", "Faults"],
        ["t", "Faults"],
        ["1", "Requests"],
      ] as const) {
        await keyboard.press(key);
        await title(page, new RegExp(`^${name}`));
      }
      await keyboard.press("/");
      await keyboard.type("is:refused");
      await eventually(async () => page.url().includes("is%3Arefused"), "the filter took nothing");
      await keyboard.press("Escape");
      await keyboard.press("Escape");
      await keyboard.press("p");
      await page.getByText("paused").first().waitFor();
      await keyboard.press("p");
      await keyboard.press("r");
      await eventually(async () => scene.privy.requests.length === last + 1, "R does not replay");
      await keyboard.press("e");
      await page.getByRole("dialog").getByLabel("Body").waitFor();
      await keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      return undefined;
    },
  },
  {
    title: "Ctrl K leads to anything, ? shows the keys, and single letters can be switched off",
    async run(bench) {
      const scene = await bench.scene();
      await scene.send(plainOrder(1));
      const page = await bench.view(scene, "/connect");
      // The field has the focus before another key can arrive: no frame is drawn in between.
      const focused = await page.evaluate(async () => {
        document.body.dispatchEvent(
          new KeyboardEvent("keydown", { key: "k", ctrlKey: true, bubbles: true, cancelable: true }),
        );
        for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
        return document.activeElement?.getAttribute("type");
      });
      assert.equal(focused, "search");
      await page.keyboard.type("3001");
      await bench.screenshot(page, "go-to-dialog");
      await page.keyboard.press("Enter");
      await title(page, /^Orders 3001/);
      await page.keyboard.press("Control+k");
      await page.keyboard.type("thank");
      await page.keyboard.press("Enter");
      await title(page, /^Flows Thank you/);
      await page.keyboard.press("?");
      await page.getByRole("dialog").getByText("go to anything").waitFor();
      await bench.screenshot(page, "keys-dialog");
      // Escape closes a dialog before the event of its closing, so that the next key finds none.
      const next = await page.evaluate(async () => {
        document.querySelector("dialog")?.dispatchEvent(new Event("cancel"));
        for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
        return document.querySelector("dialog")?.textContent ?? "closed";
      });
      assert.equal(next, "closed");
      await page.keyboard.press("?");
      await page.getByLabel("Single letters do something").uncheck();
      await page.keyboard.press("Escape");
      await page.keyboard.press("1");
      await frames(page);
      await title(page, /^Flows/);
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").waitFor();
      return undefined;
    },
  },
  {
    title: "letters in a field are letters, and the way back leads to the same row at the same place",
    async run(bench) {
      const scene = await bench.scene();
      for (let index = 0; index < 150; index += 1) await scene.send(plainOrder(index));
      const page = await bench.view(scene, "/requests", { viewport: { width: 800, height: 700 } });
      await eventually(async () => (await shownRequests(page)).length > 10, "no rows");
      await page.getByRole("searchbox").fill("");
      await page.getByRole("searchbox").press("p");
      assert.equal(await page.getByText("paused").count(), 0);
      await page.getByRole("searchbox").fill("");
      const grid = page.locator(".grid-requests");
      await grid.evaluate((element) => element.scrollTo(0, 2_000));
      await page.locator('.grid-requests [data-index="60"]').waitFor();
      const id = (await shownRequests(page))[30];
      await page.locator(`#requests-${id}`).click();
      await page.locator(".pane-head").waitFor();
      assert.equal(await grid.isVisible(), false);
      await page.keyboard.press("Escape");
      await grid.waitFor();
      assert.equal(await grid.getAttribute("aria-activedescendant"), `requests-${id}`);
      await eventually(
        async () => Math.abs((await grid.evaluate((element) => element.scrollTop)) - 2_000) < 400,
        "another place",
      );
      return undefined;
    },
  },
];
